"""What a CI system does with us, done here: the action's own shell steps, GitLab's files, pytest's plugin."""

from __future__ import annotations

import base64
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.batch.conftest import RIGHT, STUB, WRONG
from tests.conftest import Run

yaml = pytest.importorskip("yaml")

ROOT = Path(__file__).resolve().parent.parent.parent
ACTION: dict[str, Any] = yaml.safe_load((ROOT / "action.yml").read_text(encoding="utf-8"))
BASH = shutil.which("bash")
needs_bash = pytest.mark.skipif(BASH is None or os.name == "nt", reason="the action's steps are for bash")


def step(name: str) -> dict[str, Any]:
    return next(one for one in ACTION["runs"]["steps"] if one.get("name") == name)


def action(
    folder: Path, before: Callable[[], None] | None = None, **inputs: str
) -> tuple[subprocess.CompletedProcess[str], dict[str, str], str]:
    """Run the step "Grade" as the runner does: its script, its variables, its files. What it did, its outputs, its summary."""
    temp, output, summary = folder / "temp", folder / "output", folder / "summary"
    temp.mkdir(exist_ok=True)
    output.write_text("")
    given = {name: one["default"] for name, one in ACTION["inputs"].items()} | {
        k.replace("_", "-"): v for k, v in inputs.items()
    }
    script, variables = step("Grade")["run"], {}
    for name, value in step("Grade")["env"].items():
        inner = value.replace("${{", "").replace("}}", "").strip()
        variables[name] = given[inner.removeprefix("inputs.")] if inner.startswith("inputs.") else f"{temp}/nncli"
    own = {"GITHUB_ACTIONS": "true", "CI": "true", "GITHUB_OUTPUT": str(output), "GITHUB_STEP_SUMMARY": str(summary)}
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    environment = {**os.environ, **variables, **own, "PATH": path, "NNCLI_REQUIRE_ISOLATION": "none"}
    command = [str(BASH), "--noprofile", "--norc", "-e", "-o", "pipefail", "-c", script]
    done = subprocess.run(
        command, cwd=folder, env=environment, capture_output=True, text=True, timeout=120, preexec_fn=before
    )
    outputs = dict(line.split("=", 1) for line in output.read_text().splitlines())
    return done, outputs, summary.read_text() if summary.exists() else ""


@needs_bash
def test_the_action_grades_a_repository(tmp_path: Path) -> None:
    (tmp_path / "work.py").write_text(RIGHT)
    done, outputs, summary = action(tmp_path)
    assert done.returncode == 0, done.stderr
    assert outputs == {"score": "3.0", "max-score": "3"}
    assert "::notice title=nncli::" in done.stdout
    assert "✅ 3. The multiply gate" in summary
    assert {path.name for path in (tmp_path / "temp" / "nncli").iterdir()} == {"report.json", "junit.xml"}


@needs_bash
def test_the_action_fails_where_something_is_wrong_and_annotates_it(tmp_path: Path) -> None:
    (tmp_path / "work.py").write_text(WRONG)
    done, outputs, _ = action(tmp_path)
    assert done.returncode == 1
    assert outputs["score"] == "0.0"
    assert "::error file=work.py,title=3. MultiplyGate.backward" in done.stdout


@needs_bash
def test_a_minimum_score_decides_instead(tmp_path: Path) -> None:
    (tmp_path / "work.py").write_text(WRONG + "\n" + RIGHT.replace("MultiplyGate", "Gate"))
    assert action(tmp_path, minimum_score="0")[0].returncode == 0
    assert action(tmp_path, minimum_score="0.5")[0].returncode == 1


@needs_bash
def test_exercises_that_are_not_handed_in_count(tmp_path: Path) -> None:
    (tmp_path / "work.py").write_text(RIGHT)
    done, outputs, _ = action(tmp_path, exercises="2, multiply_gate")
    assert done.returncode == 1
    assert (outputs["score"], float(outputs["max-score"])) == ("3.0", 7.0)


@needs_bash
def test_an_input_is_never_a_command(tmp_path: Path) -> None:
    (tmp_path / "work.py").write_text(RIGHT)
    for inputs in (
        {"path": "$(touch pwned)"},
        {"seed": "0; touch pwned"},
        {"exercises": "`touch pwned`"},
        {"path": "--help"},
    ):
        assert action(tmp_path, **inputs)[0].returncode != 0
    assert not (tmp_path / "pwned").exists()


@needs_bash
def test_a_learners_prints_cannot_speak_to_the_runner(tmp_path: Path) -> None:
    (tmp_path / "work.py").write_text("print('::error::pwned')\nprint('##[error]pwned')\n" + RIGHT)
    text = action(tmp_path)[0].stdout
    begin = next(line for line in text.splitlines() if line.startswith("::stop-commands::"))
    inside, _, outside = text.partition(begin)[2].partition(f"::{begin.rpartition('::')[2]}::")
    assert "pwned" in inside
    assert "pwned" not in outside


@needs_bash
def test_a_folder_without_python_fails_with_a_reason(tmp_path: Path) -> None:
    done, outputs, _ = action(tmp_path)
    assert done.returncode == 2
    assert "there is no .py file" in done.stderr
    assert outputs["score"] in ("0", "0.0")


def test_the_action_names_no_input_inside_a_script() -> None:
    assert not any("${{" in one["run"] for one in ACTION["runs"]["steps"] if "run" in one)


@pytest.mark.parametrize("path", sorted(ROOT.glob("templates/**/*.yml")) + sorted(ROOT.glob("templates/**/.*.yml")))
def test_every_template_is_yaml(path: Path) -> None:
    assert yaml.safe_load(path.read_text(encoding="utf-8"))


@needs_bash
def test_the_classroom_step_hands_over_what_the_reporter_reads(tmp_path: Path) -> None:
    workflow = yaml.safe_load((ROOT / "templates" / "github-classroom" / "classroom.yml").read_text(encoding="utf-8"))
    (job,) = workflow["jobs"].values()
    script = next(one["run"] for one in job["steps"] if one.get("id") == "nncli")
    (tmp_path / "work.py").write_text(WRONG)
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    own = {"RUNNER_TEMP": str(tmp_path), "GITHUB_OUTPUT": str(tmp_path / "output"), "PATH": path}
    environment = {**os.environ, **own, "NNCLI_REQUIRE_ISOLATION": "none"}
    subprocess.run(
        [str(BASH), "-e", "-c", script], cwd=tmp_path, env=environment, check=True, capture_output=True, timeout=60
    )
    encoded = (tmp_path / "output").read_text().removeprefix("result=")
    assert json.loads(base64.b64decode(encoded))["status"] == "fail"


def test_gitlab_gets_both_its_reports_without_asking(nncli: Run, tmp_path: Path) -> None:
    (tmp_path / "work.py").write_text(WRONG)
    job = yaml.safe_load((ROOT / "templates" / "gitlab" / ".gitlab-ci.yml").read_text(encoding="utf-8"))["grade"]
    assert nncli("grade", ".", GITLAB_CI="true").returncode == 1
    for path in job["artifacts"]["reports"].values():
        assert (tmp_path / path).stat().st_size


def test_a_report_that_was_asked_for_takes_the_place_of_the_usual_one(nncli: Run, tmp_path: Path) -> None:
    (tmp_path / "work.py").write_text(RIGHT)
    nncli("grade", ".", "--report", "junit=own.xml", GITLAB_CI="true")
    assert (tmp_path / "own.xml").exists() and not (tmp_path / "nncli-junit.xml").exists()


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["--report", "junti"], "did you mean junit?"),
        (["--report", "json="], "the name of a file is missing"),
        (["--report", "json", "--report", "csv"], "only one report can go to standard output"),
        (["--report", "json=/proc/no/report.json"], "cannot be written"),
        (["--exercises", "99"], "there is no exercise '99'"),
        (["--assignment", "none.toml"], "none.toml cannot be read"),
    ],
)
def test_a_report_that_cannot_be_is_refused(nncli: Run, tmp_path: Path, words: list[str], said: str) -> None:
    (tmp_path / "work.py").write_text(RIGHT)
    done = nncli("grade", "work.py", *words)
    assert done.returncode == 2
    assert said in done.stderr


# ---------------------------------------------------------------------------------------------------------------------- pytest


def pytest_in(folder: Path, *words: str, **more: str) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "NNCLI_REQUIRE_ISOLATION": "none", "PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1"}
    for name in ("PYTEST_ADDOPTS", "CI", "GITHUB_ACTIONS", "GITLAB_CI"):
        environment.pop(name, None)
    environment |= more
    command = [sys.executable, "-m", "pytest", "-p", "nncli.pytest_plugin", "-p", "no:cacheprovider", "-q", *words]
    return subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, timeout=120)


def test_every_case_is_a_test_with_our_message(tmp_path: Path) -> None:
    (tmp_path / "work.py").write_text(WRONG)
    done = pytest_in(tmp_path, "--nncli")
    assert done.returncode == 1
    assert "work.py::03_multiply_gate::MultiplyGate.backward[two numbers]" in done.stdout
    assert "swapped: Moving x by 1" in done.stdout and "next: nncli hint 3" in done.stdout


def test_what_is_right_is_green(tmp_path: Path) -> None:
    (tmp_path / "work.py").write_text(RIGHT)
    done = pytest_in(tmp_path, "--nncli")
    assert done.returncode == 0 and "8 passed" in done.stdout


def test_a_stub_and_a_file_that_cannot_be_read_are_never_green(tmp_path: Path) -> None:
    (tmp_path / "stub.py").write_text(STUB)
    (tmp_path / "syntax.py").write_text("def softmax(:\n")
    done = pytest_in(tmp_path, "--nncli")
    assert "9 failed" in done.stdout and "passed" not in done.stdout


def test_a_learners_file_is_never_imported_by_pytest(tmp_path: Path) -> None:
    (tmp_path / "work.py").write_text(f"open({str(tmp_path / 'pwned')!r}, 'w').close()\n{RIGHT}")
    pytest_in(tmp_path, "--nncli", "work.py")
    assert not (tmp_path / "pwned").exists()


PACKAGE = {"__init__.py": "package", "conftest.py": "conftest", "deeper/__init__.py": "deeper"}


def marked_package(folder: Path) -> Path:
    """A package with an answer in it; each of its other files leaves a mark where it is imported."""
    (folder / "deeper").mkdir()
    for name, word in PACKAGE.items():
        (folder / name).write_text(f"open({str(folder / 'RAN')!r}, 'a').write({word + ' '!r})\n")
    (folder / "deeper" / "work.py").write_text(RIGHT)
    (folder / "ex03.py").write_text(STUB)
    return folder / "RAN"


@pytest.mark.parametrize("words", [(), (".",), ("ex03.py",), ("deeper",), ("deeper/work.py",)])
def test_pytest_imports_nothing_of_a_package_that_is_graded(tmp_path: Path, words: tuple[str, ...]) -> None:
    mark = marked_package(tmp_path)
    done = pytest_in(tmp_path, "--nncli", *words)
    assert not mark.exists(), mark.read_text()
    assert "passed" in done.stdout or "failed" in done.stdout


def test_of_a_trusted_repository_it_does(tmp_path: Path) -> None:
    """The control: pytest by itself imports these files, before the tests beside them."""
    mark = marked_package(tmp_path)
    pytest_in(tmp_path, "--nncli", "--nncli-trust")
    assert set(mark.read_text().split()) == set(PACKAGE.values())


def test_in_ci_the_repository_must_be_trusted(tmp_path: Path) -> None:
    (tmp_path / "work.py").write_text(RIGHT)
    refused = pytest_in(tmp_path, "--nncli", CI="true")
    assert refused.returncode == 4 and "--nncli-trust" in refused.stderr
    assert "8 passed" in pytest_in(tmp_path, "--nncli", "--nncli-trust", CI="true").stdout


def test_other_python_files_and_tests_are_left_alone(tmp_path: Path) -> None:
    (tmp_path / "tools.py").write_text("def anything():\n    return 1\n")
    (tmp_path / "test_tools.py").write_text("def test_it():\n    assert True\n")
    done = pytest_in(tmp_path, "--nncli")
    assert "1 passed" in done.stdout and "failed" not in done.stdout


def test_without_the_option_the_plugin_does_nothing(tmp_path: Path) -> None:
    (tmp_path / "work.py").write_text(WRONG)
    assert "no tests ran" in pytest_in(tmp_path).stdout
