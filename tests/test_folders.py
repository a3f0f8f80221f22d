"""One learner's folder: which file counts for an exercise, and which file is a failed line of its own."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from grader.attempts import MOST_STRANGE
from grader.exercise.catalogue import entries_attempted, entry_meant, find
from grader.grade import Grader
from grader.report import Outcome, Report
from grader.sandbox.workers import Workers
from grader.submissions.submission import read
from tests.conftest import Run

SOFTMAX = "import numpy as np\ndef softmax(z):\n    e = np.exp({})\n    return e / e.sum(axis=-1, keepdims=True)\n"
RIGHT, HALF = SOFTMAX.format("z - z.max(axis=-1, keepdims=True)"), SOFTMAX.format("z")
STUB = "import numpy as np\ndef softmax(z):\n    raise NotImplementedError\n"
OTHER = "def soft_max(z):\n    return z\n"
BROKEN = "def softmax(z:\n    return z\n"
GATE = find("3").solution.read_text(encoding="utf-8")


@pytest.fixture
def folder(tmp_path: Path, workers: Workers) -> Callable[..., Report]:
    def graded(only: str = "", **files: str) -> Report:
        for name, text in files.items():
            (tmp_path / f"{name}.py").write_text(text)
        return Grader(workers, only=find(only) if only else None).report(read(tmp_path))

    return graded


def test_an_untouched_starter_never_beats_an_attempt(folder: Callable[..., Report]) -> None:
    report = folder(ex02_softmax=STUB, my_softmax=RIGHT)
    assert (report.outcome, report.exercises[0].source) == (Outcome.PASSED, "my_softmax.py")
    assert report.notes == (
        "exercise 2: my_softmax.py counts, not ex02_softmax.py: ex02_softmax.py is still as in the starter file",
    )


def test_each_file_that_does_not_count_has_its_reason(folder: Callable[..., Report]) -> None:
    (note,) = folder(my_softmax=RIGHT, ex02_softmax=STUB, ex02_softmax_2=STUB).notes
    assert note.endswith("counts, not ex02_softmax.py, ex02_softmax_2.py: both are still as in the starter file")
    (note,) = folder(my_softmax=RIGHT, ex02_softmax=STUB, ex02_softmax_2=STUB, other=HALF).notes
    assert note.endswith(
        "my_softmax.py counts, not other.py, ex02_softmax.py, ex02_softmax_2.py: it is further than other.py;"
        " ex02_softmax.py and ex02_softmax_2.py are still as in the starter file"
    )


def test_a_case_in_this_folder_is_tried_by_its_plain_name(nncli: Run, tmp_path: Path) -> None:
    (tmp_path / "ex02_softmax.py").write_text(HALF)
    for words in ((), (".",), ("ex02_softmax.py",), ("./ex02_softmax.py",), ("2",)):
        assert "try it: nncli case ex02_softmax.py " in nncli("grade", *words).stdout


def test_the_served_name_decides_between_attempts(folder: Callable[..., Report]) -> None:
    report = folder(a_softmax=RIGHT, ex02_softmax=HALF)
    assert report.exercises[0].source == "ex02_softmax.py" and "bears the name" in report.notes[0]


def test_of_two_with_the_served_name_the_one_that_is_further_counts(folder: Callable[..., Report]) -> None:
    report = folder(ex02_softmax=HALF, ex02_softmax_final=RIGHT)
    assert report.exercises[0].source == "ex02_softmax_final.py" and "it is further" in report.notes[0]


def test_a_file_that_earns_nothing_does_not_beat_one_that_does(folder: Callable[..., Report]) -> None:
    report = folder(ex02_softmax=BROKEN, other=RIGHT)
    assert report.exercises[0].source == "other.py" and report.exercises[0].score == 4
    assert "ex02_softmax.py, line 1: SyntaxError" in report.problem and report.exit_status == 1


def test_a_forced_exercise_is_looked_for_in_the_file_that_defines_it(folder: Callable[..., Report]) -> None:
    report = folder(only="2", misspelt=OTHER, right=RIGHT)
    assert (report.outcome, report.exercises[0].source) == (Outcome.PASSED, "right.py")


def test_a_broken_file_with_a_served_name_is_that_exercise_failed(folder: Callable[..., Report]) -> None:
    report = folder(ex02_softmax=RIGHT, ex03_multiply_gate="class MultiplyGate:\n    def forward(self, x, y)\n")
    assert [(e.number, e.outcome) for e in report.exercises] == [(2, Outcome.PASSED), (3, Outcome.RAISED)]
    reason = report.exercises[1].targets[0].cases[0].reason
    assert reason.count("SyntaxError") == 1 and reason.startswith("ex03_multiply_gate.py, line 2")
    assert not any(case.inputs for case in report.exercises[1].targets[0].cases)  # there is no case to try


def test_a_broken_file_of_another_name_is_a_failed_line(folder: Callable[..., Report]) -> None:
    report = folder(ex02_softmax=RIGHT, scratch=BROKEN)
    assert report.exit_status == 1 and report.problem.startswith("scratch.py, line 1: SyntaxError")
    assert report.score == 4


def test_a_misspelt_file_is_a_failed_line(folder: Callable[..., Report]) -> None:
    report = folder(ex03_multiply_gate=GATE, mine=OTHER)
    assert report.exit_status == 1
    assert report.problem == "mine.py: `soft_max` is close to `softmax`, which exercise 2 asks for: rename it"


def test_names_that_want_a_letter_are_looked_for_in_a_few_files(folder: Callable[..., Report]) -> None:
    """Each name is compared with all that are known: two hundred files of names that are close to none took the judge seven seconds."""
    report = folder(ex03_multiply_gate=GATE, **{f"file{number:02}": OTHER for number in range(30)})
    assert len(report.problem.split("\n")) == MOST_STRANGE


def test_a_helper_with_a_name_like_a_targets_is_no_misspelt_file(folder: Callable[..., Report]) -> None:
    report = folder(ex03_multiply_gate=f"import mine\n{GATE}", mine=OTHER)
    assert report.outcome is Outcome.PASSED and not report.problem


def test_a_name_like_a_targets_is_none_where_the_exercise_is_attempted_elsewhere(folder: Callable[..., Report]) -> None:
    assert folder(ex02_softmax=RIGHT, mine=OTHER).outcome is Outcome.PASSED


def test_equals_are_told(folder: Callable[..., Report]) -> None:
    assert "equally far" in folder(a=HALF, b=HALF).notes[0]


@pytest.mark.parametrize("words", [(), ("-q",)])
def test_a_failed_line_is_shown_and_counts_also_in_short(words: tuple[str, ...], nncli: Run, tmp_path: Path) -> None:
    (tmp_path / "class").mkdir()
    (tmp_path / "class" / "ex02_softmax.py").write_text(RIGHT)
    (tmp_path / "class" / "scratch.py").write_text(BROKEN)
    done = nncli("grade", "class", *words)
    assert done.returncode == 1 and "scratch.py, line 1: SyntaxError" in done.stdout and "\\n" not in done.stdout


# ------------------------------------------------------------------------------------------------------------------- one file


@pytest.mark.parametrize(
    "name",
    ["ex02.py", "ex02_softmax.py", "ex2-final.py", "02_softmax.py", "ex02_softmax (1).py", "Ex02.py", "exercise_2.py"],
)
def test_a_misspelt_name_in_a_file_named_after_the_exercise_is_to_be_renamed(
    name: str, workers: Workers, tmp_path: Path
) -> None:
    (tmp_path / name).write_text("def softmx(z):\n    return z\n")
    report = Grader(workers).report(read(tmp_path / name))
    assert (report.exercises[0].number, report.exit_status) == (2, 1)
    assert report.notes == (f"{name}: `softmx` is close to `softmax`, which exercise 2 asks for: rename it",)


def test_functions_where_methods_are_asked_are_those_of_the_served_exercise(workers: Workers, tmp_path: Path) -> None:
    (tmp_path / "ex03_module_level.py").write_text(
        "def forward(x, y):\n    return x * y\ndef backward(dz, x, y):\n    return dz * y, dz * x\n"
    )
    report = Grader(workers).report(read(tmp_path / "ex03_module_level.py"))
    assert [e.number for e in report.exercises] == [3]
    assert "method_outside_class" in [mistake.slug for mistake in report.exercises[0].mistakes]


@pytest.mark.parametrize("name", ["notes.py", "02.py", "example.py", "2024_work.py", "1_intro.py", "week02_softmx.py"])
def test_other_names_mean_no_exercise(name: str) -> None:
    assert entry_meant(name) == [] and entries_attempted(["nothing"], name) == []
