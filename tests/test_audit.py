"""The exercises prove themselves: every promise, for every exercise; and the audit refuses what breaks one."""

from __future__ import annotations

from pathlib import Path

import pytest

from grader.authoring import audit
from grader.authoring.packs import width_warnings
from grader.exercise import catalogue, entry
from grader.grade import Grader
from grader.judging.questions import Sheets
from grader.sandbox.workers import Workers

NUMBERS = [entry.number for entry in catalogue.entries()]
MODEL = catalogue.find("3")


def asks_the_same(number: int, seed: int, other: int) -> bool:
    """Nothing in the exercise is drawn."""
    asked = [Sheets(one).of(catalogue.find(str(number))) for one in (seed, other)]
    calls = [[question.call for target in sheet.questions.values() for question in target] for sheet in asked]
    return calls[0] == calls[1] and not asked[0].derivations


@pytest.mark.parametrize("seed", [0, 1])
@pytest.mark.parametrize("number", NUMBERS)
def test_an_exercise_keeps_all_its_promises(number: int, seed: int, workers: Workers) -> None:
    if seed and asks_the_same(number, 0, seed):
        pytest.skip("its questions are the same at every seed")
    assert audit.findings(catalogue.find(str(number)), Grader(workers, Sheets(seed))) == []


def test_every_readme_reads_well_at_80_columns() -> None:
    assert [sentence for one in catalogue.entries() for sentence in width_warnings(one)] == []


@pytest.fixture
def copy(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """A copy of exercise 3 in which one text of one file is replaced; returns its findings as one text."""

    def changed(workers: Workers, file: str, old: str, new: str) -> str:
        folder, solutions = tmp_path / MODEL.name, tmp_path / "solutions"
        folder.mkdir()
        solutions.mkdir()
        for path in MODEL.folder.glob("*.*"):
            (folder / path.name).write_text(path.read_text(encoding="utf-8"), encoding="utf-8")
        (solutions / MODEL.solution.name).write_text(MODEL.solution.read_text(encoding="utf-8"), encoding="utf-8")
        target = solutions / MODEL.solution.name if file == "solution" else folder / file
        text = target.read_text(encoding="utf-8") if target.exists() else ""
        assert old in text
        target.write_text(text.replace(old, new, 1), encoding="utf-8")
        monkeypatch.setattr(entry, "data_folder", lambda name: tmp_path / name)
        return "\n".join(audit.findings(catalogue.entry_of(folder), Grader(workers)))

    return changed


def test_a_solution_below_full_marks_is_refused_with_the_case(copy, workers: Workers) -> None:
    assert "the solution scores" in copy(workers, "solution", "return", "return None #")


def test_a_stub_that_scores_is_refused(copy, workers: Workers) -> None:
    found = copy(workers, "stub.py", "raise NotImplementedError", "return self.y * dz, self.x * dz")
    assert "the stub scores 3" in found and "not recognised as not started" in found


def test_different_docstrings_are_refused(copy, workers: Workers) -> None:
    assert "backward: the docstrings of stub and solution differ" in copy(
        workers, "solution", "Return (dx, dy)", "Give (dx, dy)"
    )


def test_different_signatures_are_refused(copy, workers: Workers) -> None:
    assert "the stub has the signature (self, dz)" in copy(
        workers, "solution", "def backward(self, dz)", "def backward(self, dz, more=None)"
    )


def test_a_mistake_that_no_case_catches_is_refused(copy, workers: Workers) -> None:
    found = copy(workers, "spec.py", "lambda x, y, dz: (x * dz, y * dz)", "lambda x, y, dz: (y * dz, x * dz)")
    assert "mistake swapped" in found and "no case tells it from the reference" in found


def test_two_mistakes_that_look_alike_are_refused(copy, workers: Workers) -> None:
    found = copy(workers, "spec.py", "lambda x, y, dz: (dz, dz)", "lambda x, y, dz: (x * dz, y * dz)")
    assert "is caught but named swapped" in found


def test_a_reference_gradient_that_differences_contradict_is_refused(copy, workers: Workers) -> None:
    assert "differences" in copy(workers, "spec.py", "np.sum(dz * x * y)", "np.sum(dz * x * y * y)")


def test_a_readme_without_three_hints_is_refused(copy, workers: Workers) -> None:
    assert "three numbered items" in copy(workers, "README.md", "## Hints", "## Help")


def test_a_readme_without_a_source_is_refused(copy, workers: Workers) -> None:
    assert "'## Source' must list decks" in copy(workers, "README.md", "## Source", "## From")


def test_an_undeclared_file_is_refused(copy, workers: Workers) -> None:
    assert "notes.txt is not part of an exercise" in copy(workers, "notes.txt", "", "remember")


def test_inputs_with_all_sizes_equal_are_refused(copy, workers: Workers) -> None:
    found = copy(
        workers,
        "spec.py",
        "x=away((2, 3)), y=away((2, 3)), dz=away((2, 3))",
        "x=away((2, 2)), y=away((2, 2)), dz=away((2, 2))",
    )
    assert "every axis has length 2" in found


def test_a_declaration_that_cannot_be_loaded_is_one_sentence(copy, workers: Workers) -> None:
    assert "spec.py, line 5: NameError" in copy(workers, "spec.py", "exercise = Exercise(", "exercise = Exercises(")
