"""A folder is a test: what a learner reads for each golden submission. `python -m tests.golden` writes the reports anew."""

from __future__ import annotations

from pathlib import Path

import pytest

from grader.sandbox.workers import Workers
from tests.golden import folders, rendered, steady, unified_difference


@pytest.mark.parametrize("folder", folders(), ids=lambda folder: folder.name)
def test_the_report_of_a_golden_submission_reads_as_recorded(folder: Path, workers: Workers) -> None:
    recorded = (folder / "report.txt").read_text(encoding="utf-8")
    difference = unified_difference(steady(recorded), steady(rendered(folder, workers)))
    assert not difference, f"{difference}\nTo record it anew: nox -s golden -- {folder.name}"


@pytest.mark.parametrize("folder", [f for f in folders() if "__right_" in f.name], ids=lambda folder: folder.name)
def test_a_right_answer_written_differently_has_full_marks(folder: Path) -> None:
    assert (folder / "report.txt").read_text(encoding="utf-8").startswith("exit status 0\n")


@pytest.mark.parametrize("folder", [f for f in folders() if "__wrong_" in f.name], ids=lambda folder: folder.name)
def test_a_wrong_answer_does_not_pass(folder: Path) -> None:
    assert (folder / "report.txt").read_text(encoding="utf-8").startswith("exit status 1\n")


def test_no_line_of_a_report_is_wider_than_eighty_columns() -> None:
    wide = [
        f"{folder.name}: {line}"
        for folder in folders()
        for line in (folder / "report.txt").read_text(encoding="utf-8").split("\n")
        if len(line) > 80
    ]
    assert wide == []
