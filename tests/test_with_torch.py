"""`nncli grade --with torch`: what a learner wrote beside PyTorch; no points, and a word where there is no PyTorch."""

from __future__ import annotations

import importlib.util
from pathlib import Path

import pytest

from grader.beside.torch_run import ask_runs, compare_with_torch, runs_of
from grader.exercise import catalogue
from grader.sandbox.session import Clock, Session
from grader.sandbox.workers import Workers
from grader.submissions.submission import Source
from tests.golden import FOLDER

needs_torch = pytest.mark.skipif(importlib.util.find_spec("torch") is None, reason="PyTorch is not installed")
SOLUTIONS = [catalogue.find(number).solution for number in ("27", "55", "58")]


def test_without_pytorch_the_run_is_left_out_with_a_word_and_the_marks_stay(nncli, tmp_path: Path) -> None:
    (tmp_path / "sitecustomize.py").write_text("import sys; sys.modules['torch'] = None\n", encoding="utf-8")
    done = nncli("grade", str(SOLUTIONS[1]), "-q", "--with", "torch", "--workers", "fresh", PYTHONPATH=str(tmp_path))
    assert done.returncode == 0
    assert "passed  12 of 12" in done.stdout
    assert "PyTorch is not installed here, so the run beside it is left out." in done.stdout


def test_another_framework_is_misuse(nncli) -> None:
    done = nncli("grade", str(SOLUTIONS[1]), "--with", "jax")
    assert done.returncode == 2 and "'jax' is not 'torch'" in done.stderr


def test_a_submission_that_imports_torch_is_refused_it_as_ever(nncli, tmp_path: Path) -> None:
    text = "import torch\n" + SOLUTIONS[1].read_text(encoding="utf-8")
    (tmp_path / "mine.py").write_text(text, encoding="utf-8")
    done = nncli("grade", "mine.py", "--with", "torch")
    assert done.returncode == 1
    assert "No module named 'torch'" in done.stdout


@needs_torch
def test_an_exercise_without_a_counterpart_is_named_as_such(nncli) -> None:
    done = nncli("grade", str(catalogue.find("3").solution), "-q", "--with", "torch")
    assert "nothing of what was graded has a counterpart there. Exercises" in done.stdout


@needs_torch
@pytest.mark.parametrize("solution", SOLUTIONS, ids=lambda path: path.stem)
def test_a_worked_solution_agrees_with_pytorch_in_every_value(solution: Path, workers: Workers) -> None:
    entry = catalogue.find(solution.stem)
    session = Session(workers, Source(entry.file_name, solution.read_bytes()), Clock())
    comparisons = [compare_with_torch(answer) for answer in ask_runs(entry, session, seed=0)]
    assert len(comparisons) == len(runs_of(entry)) > 0
    assert [one.problem for one in comparisons] == [""] * len(comparisons)
    assert all(pair.agrees for one in comparisons for pair in one.pairs)


@needs_torch
def test_a_value_that_differs_stands_in_both_columns(nncli) -> None:
    wrong = FOLDER / "58_sgd_groups__wrong_slips_in_the_rules" / "submission.py"
    done = nncli("grade", str(wrong), "-q", "--with", "torch")
    assert done.returncode == 1
    line = next(line for line in done.stdout.split("\n") if "what step returned[0]" in line)
    assert line.split()[-6:] == ["-8.498112", "8.498112", "3", "of", "3", "differ"]


@needs_torch
def test_what_is_not_written_or_raises_is_said_in_a_line(nncli, tmp_path: Path) -> None:
    (tmp_path / "ex55_mini_torch.py").write_text(catalogue.find("55").stub, encoding="utf-8")
    assert "    not written yet\n" in nncli("grade", "ex55_mini_torch.py", "--with", "torch").stdout
    raising = FOLDER / "55_mini_torch__wrong_shapes_kept_apart" / "submission.py"
    done = nncli("grade", str(raising), "-q", "--with", "torch")
    assert "your code raised KeyError: 'layer0' (submission.py, line 81)" in done.stdout


@needs_torch
def test_a_report_on_standard_output_stays_a_report(nncli) -> None:
    import json

    done = nncli("grade", str(SOLUTIONS[0]), "--json", "-", "--with", "torch")
    assert json.loads(done.stdout)["score"] == 9
    assert "the same as PyTorch" in done.stderr


@needs_torch
def test_markup_and_commands_in_an_exception_are_shown_as_text(nncli, tmp_path: Path) -> None:
    text = (
        SOLUTIONS[1]
        .read_text(encoding="utf-8")
        .replace(
            "        for layer in self.layers:\n            x = layer.forward(x)",
            "        raise ValueError('[red]\\x1b[31m\\n::error::no')\n        for layer in self.layers:\n            x = layer.forward(x)",
        )
    )
    (tmp_path / "mine.py").write_text(text, encoding="utf-8")
    done = nncli("grade", "mine.py", "-q", "--with", "torch")
    assert "\x1b" not in done.stdout and "\n::error::" not in done.stdout
    assert "your code raised ValueError: [red]\\x1b[31m" in done.stdout
