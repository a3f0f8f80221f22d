"""Small promises of the commands: bytes that are a file's, ids that pytest takes back, notes in lines."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import click
import pytest
from click.testing import CliRunner
from rich.console import Console

from grader.exercise.catalogue import Entry, data_folder, entries
from grader.formats.classroom import MAX_JSON, report_classroom
from grader.report import ExerciseReport, Isolation, Outcome, Report, Verdict, target_report
from nncli.cli import nncli as cli
from nncli.commands import list as list_module
from nncli.commands.conventions import Conventions
from nncli.learning.record import Record
from tests.conftest import Run

WRONG = "class MultiplyGate:\n    def forward(self, x, y):\n        return x * y\n    def backward(self, dz):\n        return dz, dz\n"


def test_a_solution_in_a_pipe_is_the_file_byte_by_byte(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "nncli", "solution", "2", "--yes"]
    solution = next(entry.solution for entry in entries() if entry.number == 2)
    assert subprocess.run(command, capture_output=True, cwd=tmp_path).stdout == solution.read_bytes()


@pytest.mark.parametrize("entry", entries(), ids=lambda entry: entry.slug)
def test_every_solution_comes_out_as_python(entry: Entry) -> None:
    shown = CliRunner().invoke(cli, ["solution", str(entry.number), "--yes"])
    assert shown.stdout_bytes == entry.solution.read_bytes()
    compile(shown.stdout_bytes, entry.slug, "exec")


def test_the_question_before_a_solution_is_not_among_its_lines(nncli: Run) -> None:
    shown = nncli("solution", "3", stdin="y\n")
    assert shown.stdout.startswith('"""') and "Show the solution" in shown.stderr


def run_pytest(folder: Path, *words: str) -> subprocess.CompletedProcess[str]:
    environment = {name: value for name, value in os.environ.items() if name not in ("CI", "PYTEST_ADDOPTS")}
    environment |= {"NNCLI_REQUIRE_ISOLATION": "none"}
    command = [sys.executable, "-m", "pytest", "-q", "--nncli", *words]
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, timeout=120, env=environment)


@pytest.fixture
def attempts(tmp_path: Path) -> Path:
    (tmp_path / "ex03.py").write_text(WRONG)
    (tmp_path / "pytest.ini").write_text("[pytest]\n")
    return tmp_path


def test_pytest_takes_back_every_id_that_it_prints(attempts: Path) -> None:
    ids = [line for line in run_pytest(attempts, "--collect-only").stdout.splitlines() if "::" in line]
    assert len(ids) > 5 and all("[" in name for name in ids)
    one_by_one = run_pytest(attempts, "-v", *ids[:3])
    assert "3 failed" in one_by_one.stdout, one_by_one.stdout + one_by_one.stderr


def test_pytest_runs_the_last_failures_again(attempts: Path) -> None:
    first = run_pytest(attempts)
    again = run_pytest(attempts, "--lf")
    failed = first.stdout.strip().splitlines()[-1].split(" failed")[0].split()[-1]
    assert f"{failed} failed" in again.stdout, again.stdout


@pytest.mark.parametrize("sign", ["x", "é", "\U0001f600", "\\", '"', "\x1b"])
def test_base64_of_a_classroom_report_fits_a_variable(sign: str) -> None:
    text = sign * 300
    cases = [
        Verdict(f"{number} {text}", Outcome.RAISED, text, got=text, expected=text, note=text) for number in range(6)
    ]
    targets = tuple(target_report(f"{text}{number}", cases, 1.0) for number in range(2))
    exercises = tuple(
        ExerciseReport(number, "x", text, Outcome.RAISED, 0.0, 4.0, targets, source=text) for number in range(1, 66)
    )
    text = report_classroom(Report(sign * 300, "0", 0, "0", Isolation(), exercises))
    assert len(text) <= MAX_JSON and 4 * (MAX_JSON // 3 + 1) + len("RUNNER_RESULTS=") < 131_072


def test_a_file_that_stops_while_it_is_loaded_shows_the_line_once(nncli: Run, attempts: Path) -> None:
    (attempts / "ex63_restarts.py").write_text(
        "def descend(grad, w0, lr, steps):\n    return w0\n\n\nLANDSCAPE = {}[1]\n"
    )
    shown = nncli("grade", str(attempts / "ex63_restarts.py")).stdout
    assert shown.count("LANDSCAPE = {}[1]") == 1 and "KeyError: at the line that is shown above" in shown


def test_advice_that_two_functions_share_is_given_once(nncli: Run, attempts: Path) -> None:
    (attempts / "ex20.py").write_text("def derx1(a, x):\n    return 1\n")
    shown = " ".join(nncli("grade", str(attempts / "ex20.py")).stdout.split())
    assert (
        shown.count("Define a function or method with exactly this name") == 1 and "not_defined in x4, x5, L" in shown
    )


def test_a_note_about_an_unreadable_file_stands_in_lines(nncli: Run, attempts: Path) -> None:
    (attempts / "scratch.py").write_text("x = 1\ndef f(:\n")
    shown = nncli("grade", str(attempts)).stdout
    assert "\\n" not in shown and "\n    def f(:\n" in shown


# ------------------------------------------------------------------------------------------------------------- narrow terminals


@pytest.mark.parametrize("width", [100, 80, 60, 40])
def test_the_conventions_fit_any_terminal_and_lose_no_word(width: int) -> None:
    text = (data_folder("exercises") / "conventions.md").read_text(encoding="utf-8")
    console = Console(width=width, color_system=None)
    with console.capture() as captured:
        console.print(Conventions(text))
    shown = captured.get()
    assert max(len(line.rstrip()) for line in shown.splitlines()) <= width
    words = re.sub(r"[`#]|^- |:(?= )", "", text, flags=re.MULTILINE).split()
    assert set(words) <= set(re.sub(r":(?= )|:$", " ", shown, flags=re.MULTILINE).split())


def test_each_exercise_that_the_conventions_name_exists() -> None:
    text = (data_folder("exercises") / "conventions.md").read_text(encoding="utf-8")
    numbers = {
        int(number) for part in re.findall(r"[Ee]xercises? ([\d, and]+)", text) for number in re.findall(r"\d+", part)
    }
    assert len(numbers) > 8 and numbers <= {entry.number for entry in entries()}


@pytest.mark.parametrize("width", [100, 80, 60, 40])
def test_the_list_fits_any_terminal_and_keeps_its_words_apart(width: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(list_module, "output_width", lambda: width)
    shown = click.unstyle(list_module.listing(Record()))
    assert max(map(len, shown.splitlines())) <= width
    flat = " ".join(shown.split())
    assert all(f"{' '.join(entry.title.split())} {entry.kind} " in flat for entry in entries())


def test_what_is_true_of_several_functions_is_said_once_with_their_number(nncli: Run, tmp_path: Path) -> None:
    nncli("exercise", "7")
    starter = tmp_path / "ex07_activation_gradients.py"
    starter.write_text(starter.read_text().replace("raise NotImplementedError", "return dout * a", 1))
    said = " ".join(nncli("grade", "7").stdout.split())
    assert said.count("The stub's `raise NotImplementedError` is still there.") == 1
    assert "not_implemented in tanh_backward, relu_backward, leaky_relu_backward and 3 more" in said
    assert said.count("missing: still raises NotImplementedError") == 1
    assert "selu_backward, maxout_affine_backward 0 of 6 missing: still raises NotImplementedError (6 parts)" in said


def test_functions_that_are_not_there_are_one_line(nncli: Run, tmp_path: Path) -> None:
    (tmp_path / "one.py").write_text("def dL_dphi(phi, y):\n    return -y / phi + (1 - y) / (1 - phi)\n")
    said = " ".join(nncli("grade", "one.py", "--exercise", "1").stdout.split())
    assert "dphi_dz, dL_dz, dL_dw, dL_db 0 of 3 missing: not defined (4 parts)" in said
    assert said.count("Define a function or method with exactly this name") == 1


@pytest.mark.parametrize("words", [["list"], ["exercise", "3", "--show"], ["hint", "3"], ["progress"]])
def test_a_command_that_only_shows_loads_no_numpy(words: list[str], tmp_path: Path) -> None:
    program = (
        f"import sys; from nncli.cli import nncli; nncli({words}, standalone_mode=False); print('numpy' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, cwd=tmp_path, check=True)
    assert done.stdout.endswith("False\n")
