"""Nothing of a learner's repository runs in the judge: every shell step of the action and of the templates is run in repositories that
hold a file named as each module of the standard library, and as each of our dependencies, beside a right answer.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from importlib import metadata
from pathlib import Path
from typing import Any

import pytest

from tests.batch.conftest import RIGHT

yaml = pytest.importorskip("yaml")

ROOT = Path(__file__).resolve().parent.parent.parent
BASH = shutil.which("bash")
pytestmark = pytest.mark.skipif(BASH is None or os.name == "nt", reason="the steps are for bash")

BESIDE = 150  # files in a repository: fewer than one submission may have
TOKENS = ("GITHUB_TOKEN", "ACTIONS_ID_TOKEN_REQUEST_TOKEN", "CI_JOB_TOKEN", "AWS_SECRET_ACCESS_KEY")
MODULE = re.compile(r"[A-Za-z_]\w*")


def shadowed() -> list[str]:
    """Names of modules that a program of ours may import: Python's, ours, our dependencies', those of pip."""
    ours = {"nncli", "grader", "pip", "setuptools", "sitecustomize", "usercustomize", "yaml"}
    needed = {re.split(r"[^\w-]", word)[0].replace("-", "_") for word in metadata.requires("nncli") or []}
    return sorted(name for name in {*sys.stdlib_module_names, *ours, *needed} if MODULE.fullmatch(name))


NAMES = shadowed()
CHUNKS = [NAMES[at : at + BESIDE] for at in range(0, len(NAMES), BESIDE)]


def steps() -> Iterator[tuple[str, dict[str, Any]]]:
    """Every shell step that we give to others, with the file that it stands in."""
    action = yaml.safe_load((ROOT / "action.yml").read_text(encoding="utf-8"))
    yield from (("action.yml", one) for one in action["runs"]["steps"] if "run" in one)
    for path in sorted(ROOT.glob("templates/**/*.yml")) + sorted(ROOT.glob("templates/**/.*.yml")):
        workflow = yaml.safe_load(path.read_text(encoding="utf-8"))
        for job in workflow.get("jobs", {}).values():
            yield from ((path.name, one) for one in job["steps"] if "run" in one)
        for line in workflow.get("grade", {}).get("script", []):
            yield path.name, {"name": "Grade" if "nncli grade" in line else "Install nncli", "run": line}


STEPS = list(steps())
GRADING = [step for step in STEPS if step[1].get("name") == "Grade"]


def repository(folder: Path, names: list[str]) -> Path:
    """A right answer, and beside it a file for each name that leaves a mark where it is run."""
    for name in names:
        (folder / f"{name}.py").write_text(f"open({str(folder / 'RAN')!r}, 'a').write({name + chr(10)!r})\n")
    (folder / "ex03_multiply_gate.py").write_text(RIGHT)
    return folder


def run_step(step: dict[str, Any], folder: Path, temp: Path, **more: str) -> str:
    """Run it as a CI system does, but for the network; what it printed. Programs in temp/bin come before the others."""
    (temp / "bin").mkdir(exist_ok=True)
    (temp / "bin" / "git").symlink_to("/bin/false")
    given = {"SUBMISSION": ".", "EXERCISES": "", "SEED": "", "MINIMUM": "", "REPORTS": str(temp / "nncli")}
    files = {
        "GITHUB_OUTPUT": str(temp / "output"),
        "GITHUB_STEP_SUMMARY": str(temp / "summary"),
        "RUNNER_TEMP": str(temp),
    }
    own = {"GITHUB_ACTIONS": "true", "CI": "true", "GITHUB_ACTION_PATH": str(temp / "nowhere"), "PIP_NO_INDEX": "1"}
    places = [str(temp / "bin"), str(Path(sys.executable).parent), os.environ["PATH"]]
    environment = {**given, **files, **own, "HOME": str(temp), "PATH": os.pathsep.join(places), **more}
    command = [str(BASH), "--noprofile", "--norc", "-e", "-o", "pipefail", "-c", step["run"]]
    done = subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, timeout=120)
    return done.stdout + done.stderr


@pytest.mark.parametrize("names", CHUNKS, ids=lambda names: f"{names[0]} to {names[-1]}")
@pytest.mark.parametrize(("file", "step"), STEPS, ids=[f"{file} {step.get('name')}" for file, step in STEPS])
def test_no_file_of_a_repository_runs_in_a_step_of_ours(
    file: str, step: dict[str, Any], names: list[str], tmp_path: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    folder, temp = repository(tmp_path, names), tmp_path_factory.mktemp("runner")
    told = run_step(step, folder, temp)
    assert not (folder / "RAN").exists(), (folder / "RAN").read_text() + told
    if step.get("name") == "Grade":
        assert "The multiply gate" in told, told
    if file == "action.yml" and step.get("name") == "Grade":
        assert json.loads((temp / "nncli" / "report.json").read_text())["score"] == 3.0


@pytest.mark.parametrize(("file", "step"), GRADING, ids=[file for file, _ in GRADING])
def test_what_grades_sees_no_token(file: str, step: dict[str, Any], tmp_path: Path) -> None:
    """Here `nncli` is a program that writes down what it sees."""
    program = tmp_path / "bin" / "nncli"
    program.parent.mkdir()
    program.write_text(f"#!/bin/sh\nenv > '{tmp_path}/seen'\n")
    program.chmod(0o755)
    run_step(step, tmp_path, tmp_path, **dict.fromkeys(TOKENS, "ghs_secret"))
    seen = (tmp_path / "seen").read_text()
    assert "CI=true" in seen
    assert "ghs_secret" not in seen


@pytest.mark.parametrize("name", ["json", "random", "click", "__future__", "msgspec", "numpy", "codecs", "rich"])
def test_nor_does_it_by_python_m(name: str, tmp_path: Path) -> None:
    """What Python itself imports before it looks for nncli is not ours to keep from it: `types`, for one."""
    folder = repository(tmp_path, [name])
    words = [sys.executable, "-m", "nncli", "grade", ".", "--require-isolation", "none", "-q"]
    done = subprocess.run(words, cwd=folder, capture_output=True, text=True, timeout=60)
    assert not (folder / "RAN").exists()
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.parametrize("words", [["-m", "pip", "--version"], ["-c", "import json"], ["-m", "click"]])
def test_the_same_repository_does_run_where_python_is_not_isolated(words: list[str], tmp_path: Path) -> None:
    """The control: the files bite."""
    folder = repository(tmp_path, ["pip", "json", "click"])
    subprocess.run([sys.executable, *words], cwd=folder, capture_output=True, timeout=60)
    assert (folder / "RAN").read_text()
