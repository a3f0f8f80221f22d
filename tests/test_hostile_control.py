"""The control of test_hostile.py: the samples do bite a grader that runs everything in one process."""

from __future__ import annotations

import sys

import pytest

from tests.hostile_support.control import bites, row, rows
from tests.hostile_support.processes import adopt_orphans
from tests.hostile_support.samples import SAMPLES

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="the control counts processes, on Linux only")

SURE = {
    "equality_lies": "awards itself marks",
    "numpy_comparisons_patched": "awards itself marks",
    "forged_results_file": "awards itself marks",
    "reads_files": "reads secrets",
    "exit_os": "ends it",
    "terminal_escapes": "escapes on the terminal",
    "fork_bomb": "leaves a process",
}


@pytest.fixture(autouse=True, scope="module")
def orphans_are_counted() -> None:
    adopt_orphans()


@pytest.mark.parametrize("name", SURE)
def test_a_sample_bites_a_grader_that_runs_everything_in_one_process(name: str) -> None:
    assert SURE[name] in bites(SAMPLES[name])


def test_the_table_lists_every_sample_with_its_goal_and_what_it_earns() -> None:
    def outer(line: str) -> tuple[str, str, str]:
        _, name, goal, _, earns, _ = line.split("|")
        return name, goal, earns

    assert list(map(outer, rows())) == [outer(row(sample, [])) for sample in SAMPLES.values()]


def test_most_samples_of_the_table_bite() -> None:
    assert sum("| – |" not in line for line in rows()) > len(SAMPLES) / 2


@pytest.mark.long
@pytest.mark.parametrize("name", SAMPLES)
def test_the_table_says_what_a_sample_does_to_the_naive_grader(name: str) -> None:
    assert row(SAMPLES[name], bites(SAMPLES[name])) in rows()
