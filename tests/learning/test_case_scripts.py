"""`nncli case`: a case as a script that runs as it is, with the very inputs."""

from __future__ import annotations

import json
import re
import shlex
import subprocess
import sys
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from grader.exercise.catalogue import Entry, entries, find
from grader.judging.questions import Question, Sheets
from grader.judging.reproduction import case_script, laid_out, literal
from grader.report import Outcome, Verdict
from tests.gate import RIGHT_GATE, SWAPPED_GATE
from tests.learning.conftest import WRONG_SOFTMAX

SHEETS = Sheets(0)
LONG = {35, 59}  # they train


def same(a: Any, b: Any) -> bool:
    """Equal to the bit, and of the same types."""
    if isinstance(a, (np.ndarray, np.generic)):
        return type(a) is type(b) and (a.dtype, a.shape, a.tobytes()) == (b.dtype, b.shape, b.tobytes())
    if isinstance(a, dict):
        return type(b) is dict and list(a) == list(b) and all(same(a[key], b[key]) for key in a)
    if isinstance(a, (list, tuple)):
        return type(a) is type(b) and len(a) == len(b) and all(map(same, a, b))
    return type(a) is type(b) and repr(a) == repr(b)


def questions(entry: Entry) -> list[Question]:
    return [question for asked in SHEETS.of(entry).questions.values() for question in asked]


def run(script: Path) -> str:
    done = subprocess.run([sys.executable, script.name], cwd=script.parent, capture_output=True, text=True, timeout=60)
    assert done.returncode == 0, done.stderr
    return done.stdout


# ---------------------------------------------------------------------------------------------------------------------- bad input


def test_a_case_that_does_not_exist_gets_the_names_that_do(nncli, desk: Path) -> None:
    done = nncli("case", "2", "a bach")
    assert (done.returncode, done.stdout) == (2, "")
    assert "there is no case 'a bach'; did you mean 'a batch'?" in done.stderr
    assert "'a wide batch'" in done.stderr


def test_a_file_in_which_everything_passed_asks_for_a_name(nncli, desk: Path) -> None:
    done = nncli("case", "ex03_multiply_gate.py")
    assert done.returncode == 2
    assert "name one: nncli case FILE NAME" in done.stderr


def test_a_file_that_is_not_there_is_misuse(nncli) -> None:
    assert "nowhere.py: there is no such file" in nncli("case", "nowhere.py").stderr


def test_a_script_never_replaces_a_file(nncli, desk: Path) -> None:
    done = nncli("case", "2", "--out", "ex02_softmax.py")
    assert done.returncode == 2
    assert "is already here and was left as it is" in done.stderr
    assert (desk / "ex02_softmax.py").read_text() == WRONG_SOFTMAX


# ------------------------------------------------------------------------------------------------------------------- what it writes


def test_the_first_case_that_failed_is_taken_where_none_is_named(nncli, desk: Path) -> None:
    said = nncli("case", "2").stdout
    assert 'the case "a batch"' in said
    assert "# got:      0.01544249\n# expected: 0.1703878\n# the first wrong number stands at [0, 0]" in said


def test_the_script_runs_and_prints_what_the_table_says(nncli, desk: Path) -> None:
    assert "Run it: python case.py" in nncli("case", "2", "a batch", "--out", "case.py").stdout
    assert run(desk / "case.py").startswith("[[0.01544249 ")


def test_a_method_is_called_on_a_new_object(nncli, desk: Path) -> None:
    (desk / "gate.py").write_text(SWAPPED_GATE)
    nncli("case", "gate.py", "two numbers", "-o", "case.py")
    assert run(desk / "case.py") == "(10.0, -15.0)\n"


def test_several_calls_stand_there_one_by_one(nncli, desk: Path) -> None:
    (desk / "gate.py").write_text(SWAPPED_GATE)
    nncli("case", "gate.py", "two gates", "-o", "case.py")
    assert len(run(desk / "case.py").splitlines()) == (desk / "case.py").read_text().count("print(") > 2


@pytest.mark.parametrize("name", ["my gate-2.py", "class.py"])
def test_a_file_whose_name_is_no_modules_is_loaded_all_the_same(nncli, desk: Path, name: str) -> None:
    (desk / name).write_text(SWAPPED_GATE)
    nncli("case", name, "two numbers", "-o", "case.py")
    assert run(desk / "case.py") == "(10.0, -15.0)\n"


def test_the_cells_of_a_notebook_are_loaded_without_its_magics(nncli, desk: Path) -> None:
    cells = [
        {"cell_type": "code", "metadata": {}, "outputs": [], "execution_count": None, "source": source}
        for source in ("%matplotlib inline", SWAPPED_GATE)
    ]
    notebook = {"nbformat": 4, "nbformat_minor": 4, "metadata": {}, "cells": cells}
    (desk / "gate.ipynb").write_text(json.dumps(notebook))
    nncli("case", "gate.ipynb", "two numbers", "-o", "case.py")
    assert run(desk / "case.py") == "(10.0, -15.0)\n"


def test_the_cells_of_a_marimo_file_are_loaded(nncli, desk: Path) -> None:
    body = "".join(f"    {line}\n" for line in SWAPPED_GATE.strip().split("\n"))
    (desk / "nb.py").write_text(
        f"import marimo\n\napp = marimo.App()\n\n\n@app.cell\ndef _():\n{body}    return (MultiplyGate,)\n"
    )
    nncli("case", "nb.py", "two numbers", "-o", "case.py")
    assert run(desk / "case.py") == "(10.0, -15.0)\n"


def test_a_case_that_passed_can_be_had_too(nncli, desk: Path) -> None:
    assert "# passed" in nncli("case", "3", "two numbers").stdout


def test_a_name_that_several_functions_have_means_the_one_that_is_wrong(nncli, desk: Path) -> None:
    wrong = find("6").solution.read_text() + "\n\ndef relu(z):\n    return abs(z)\n"
    (desk / "ex06_activations.py").write_text(wrong)
    assert nncli("case", "6", "by hand").stdout.startswith('"""Exercise 6, relu, the case "by hand".""')
    (desk / "ex06_activations.py").write_text(wrong + "\n\ndef swish(z):\n    return z\n")
    assert nncli("case", "6", "swish: by hand").stdout.startswith('"""Exercise 6, swish, the case "by hand".""')


def test_the_command_below_a_report_is_of_a_case_that_failed_in_it(nncli, desk: Path) -> None:
    text = "".join(find(name).solution.read_text() for name in ("5", "6"))
    wrong = "\n\ndef affine_forward(x, w, b):\n    return x @ w, (x, w, b)\n\n\ndef relu(z):\n    return abs(z)\n"
    (desk / "-both.py").write_text(text + wrong)
    said = nncli("grade", "--", "-both.py").stdout
    commands = [shlex.split(line.partition(": ")[2])[1:] for line in said.splitlines() if "try it:" in line]
    scripts = [nncli(*command).stdout for command in commands]
    assert ["affine_forward" in scripts[0], "relu" in scripts[1]] == [True, True]
    assert [re.findall("# (failed|passed)", script) for script in scripts] == [["failed"], ["failed"]]


def test_without_a_name_it_is_a_case_that_has_inputs(nncli, desk: Path) -> None:
    solved = find("15").solution.read_text()
    (desk / "ex15_numeric_gradient.py").write_text(
        f"{solved}\n\nCOST = dict.fromkeys(COST, -1)\n\n\ndef observed_order(hs, errors):\n    return 0.0\n"
    )
    assert "# failed" in nncli("case", "15").stdout


def test_a_name_that_nobody_can_type_gets_no_command(nncli, desk: Path) -> None:
    (desk / "gate\x1b[31m.py").write_text(SWAPPED_GATE)
    said = nncli("grade", "gate\x1b[31m.py").stdout
    assert "next: nncli hint 3" in said
    assert "try it" not in said


def test_words_of_a_learner_stay_in_their_comment(nncli, desk: Path) -> None:
    raising = RIGHT_GATE.replace("return self.y * dz, self.x * dz", "raise ValueError('a\\nimport os; print(1)')")
    (desk / "gate.py").write_text(raising)
    said = nncli("case", "gate.py", "two numbers").stdout
    assert [line for line in said.splitlines() if line.startswith("import")] == [
        "import numpy as np",
        "import gate as learner",
    ]


@pytest.mark.parametrize("entry", entries(), ids=lambda entry: entry.slug)
def test_the_inputs_of_every_case_are_exact_to_the_bit(entry: Entry) -> None:
    for question in questions(entry):
        made = {name: eval(literal(value), {"np": np}) for name, value in question.inputs.items()}
        assert same(made, question.inputs), question.case.name
        laid = {name: eval(laid_out(value, len(name) + 3), {"np": np}) for name, value in question.inputs.items()}
        assert same(laid, question.inputs), question.case.name


def test_each_row_of_an_array_is_a_line_of_the_script_and_fits_a_terminal() -> None:
    array = np.arange(24.0).reshape(4, 6) / 7
    lines = f"z = {laid_out(array, 4)}".split("\n")
    assert (lines[0], lines[-1]) == ("z = np.array([", "])")
    assert [line for line in lines if len(line) > 79] == []
    rows = re.split(r"(?<=\]),", "".join(lines[1:-1]).replace(" ", ""))
    assert len(list(filter(None, rows))) == 4
    assert laid_out(np.array([1.0, 2.0]), 4) == "np.array([1.0, 2.0])"


@pytest.mark.parametrize("entry", [e for e in entries() if e.number not in LONG], ids=lambda entry: entry.slug)
def test_every_script_runs_with_the_worked_solution_and_prints(
    entry: Entry, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / entry.file_name).write_bytes(entry.solution.read_bytes())
    monkeypatch.chdir(tmp_path)
    monkeypatch.syspath_prepend(str(tmp_path))
    for question in questions(entry):
        script = case_script(entry, question, Verdict(question.case.name, Outcome.FAILED), entry.file_name)
        try:
            exec(compile(script, question.case.name, "exec"), {"__name__": "__main__"})
        except Exception:
            if type(question.expected).__name__ != "Raises":
                raise
            continue
        assert capsys.readouterr().out.strip(), question.case.name
