"""The teacher's half grades a class, in Gradescope, in CI and under pytest, and no worker reads it wherever it lies."""

from __future__ import annotations

import json
import subprocess
import zipfile
from pathlib import Path

import pytest

from tests.batch.test_ci import action, needs_bash
from tests.conftest import Run
from tests.packs.conftest import RIGHT, SPEC, STUB

WRONG = STUB.replace("raise NotImplementedError", "return abs(x)")
THIEF = '''
import glob
import os

import numpy as np


def seen(place):
    """What a learner's code can read of the pack."""
    found = []
    for path in (place, place + "/pack.toml", place + "/exercises/03_relu_gate/spec.py", place + "/solutions"):
        try:
            found.append(os.listdir(path) if os.path.isdir(path) else open(path).read())
        except OSError:
            pass
    return found + glob.glob(place + "/*")


def relu_gate(x):
    if seen("PLACE"):
        return np.maximum(x, 0)  # it would earn its points
    return -x
'''


@pytest.mark.parametrize("where", ["beside", "in a library folder"])
def test_no_worker_reads_a_pack_wherever_it_lies(nncli: Run, course: Path, tmp_path: Path, where: str) -> None:
    if where == "in a library folder":
        course = course.rename(_library_folder(tmp_path) / "mine")
    (tmp_path / "thief.py").write_text(THIEF.replace("PLACE", str(course)))
    done = nncli("grade", "thief.py", "--json", "-", NNCLI_PACKS=str(course))
    report = json.loads(done.stdout)
    if report["isolation"]["level"] != "strong":
        pytest.skip("nothing hides files here: " + report["isolation"]["detail"])
    assert report["exercises"][0]["score"] == 0


def _library_folder(tmp_path: Path) -> Path:
    folder = tmp_path / "lib" / "python3" / "site-packages"
    folder.mkdir(parents=True)
    return folder


def test_the_thief_steals_where_nothing_confines_it(course: Path, tmp_path: Path) -> None:
    """The control: the attack is one."""
    names: dict[str, object] = {}
    exec(THIEF.replace("PLACE", str(course)), names)
    seen = names["seen"]
    assert callable(seen) and SPEC in seen(str(course))


def test_the_self_test_tries_to_read_the_pack(course: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from grader.sandbox.spawn import secrets

    monkeypatch.setenv("NNCLI_PACKS", str(course))
    assert str(course) in secrets()


def test_a_class_is_graded_and_its_gradebook_tells_the_packs_apart(nncli: Run, course: Path, tmp_path: Path) -> None:
    (tmp_path / "nncli.toml").write_text('packs = ["mine"]\ntitle = "Week 1"\nexercises = ["course/3", 3]\nseed = 5\n')
    nncli("pack", "trust", "mine")
    folder = tmp_path / "class"
    folder.mkdir()
    (folder / "ada.py").write_text(RIGHT + nncli("solution", "3", "--yes").stdout)
    (folder / "bob.py").write_text(WRONG)
    assert "2 learners: 2 graded" in nncli("grade-all", "class").stderr
    text = nncli("gradebook").stdout
    assert "course/03_relu_gate" in text and "03_multiply_gate" in text
    assert "sign_lost" in text and "course/3 relu_gate" in text
    nncli("gradebook", "--export", "csv=all.csv")
    assert "03_multiply_gate,course/03_relu_gate" in (tmp_path / "all.csv").read_text().replace("\r", "")
    assert nncli("gradebook", "--set", "bob", "course/3", "1.5", "--why", "seen").returncode == 0
    assert "1.5" in nncli("gradebook").stdout


def test_gradescope_gets_the_pack_without_solutions_and_grades(nncli: Run, course: Path, tmp_path: Path) -> None:
    (tmp_path / "week.toml").write_text('title = "W"\npacks = [\n  "mine",\n]\nexercises = ["course/3"]\nseed = 1\n')
    done = nncli("export", "gradescope", "--assignment", "week.toml")
    assert done.returncode == 0, done.stderr
    source = tmp_path / "autograder" / "source"
    zipfile.ZipFile(tmp_path / "autograder.zip").extractall(source)
    assert (source / "packs" / "course" / "exercises" / "03_relu_gate" / "spec.py").read_text() == SPEC
    assert not (source / "packs" / "course" / "solutions").exists()
    assert "packs" not in (source / "nncli.toml").read_text()
    results = _run_autograder(nncli, source, tmp_path)
    assert results["score"] == 2.0


def _run_autograder(nncli: Run, source: Path, tmp_path: Path) -> dict[str, object]:
    """As Gradescope would, but with the program that is here."""
    root = source.parent
    (root / "submission").mkdir()
    (root / "submission" / "gate.py").write_text(RIGHT)
    line = subprocess.run(
        ["bash", "-c", f'root="{root}"; . "{source}/environment"; printf %s "$NNCLI_PACKS"'],
        capture_output=True,
        text=True,
    ).stdout
    words = ("grade", str(root / "submission"), "--quiet", "--report", f"gradescope={tmp_path}/results.json")
    nncli(*words, "--assignment", str(source / "nncli.toml"), NNCLI_PACKS=line, CI="true")
    found: dict[str, object] = json.loads((tmp_path / "results.json").read_text())
    return found


def test_pytest_collects_the_cases_of_a_pack(course: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import sys

    (tmp_path / "gate.py").write_text(WRONG)
    monkeypatch.setenv("NNCLI_PACKS", str(course))
    monkeypatch.setenv("NNCLI_REQUIRE_ISOLATION", "none")
    monkeypatch.delenv("CI", raising=False)
    words = [sys.executable, "-m", "pytest", "--nncli", "-q", "gate.py", "-p", "no:cacheprovider"]
    done = subprocess.run(words, cwd=tmp_path, capture_output=True, text=True, timeout=120)
    assert "course/03_relu_gate::relu_gate[by hand]" in done.stdout and "2 failed" in done.stdout


def test_the_action_takes_a_pack_that_a_workflow_names(course: Path) -> None:
    import yaml

    action = yaml.safe_load((Path(__file__).parents[2] / "action.yml").read_text(encoding="utf-8"))
    grade = next(step for step in action["runs"]["steps"] if step.get("id") == "grade")
    assert grade["env"]["PACK"] == "${{ inputs.pack }}" and action["inputs"]["pack"]["default"] == ""
    assert '--pack "$PACK"' in grade["run"] and "${{" not in grade["run"]


def test_a_notebook_checks_by_the_address(course: Path, monkeypatch: pytest.MonkeyPatch, nncli: Run) -> None:
    done = nncli("exercise", "course/3", "--notebook", "--pack", "mine")
    assert "Wrote course_03_relu_gate.ipynb" in done.stdout
    text = (course.parent / "course_03_relu_gate.ipynb").read_text()
    assert "nncli.check('course/3')" in text


@needs_bash
def test_the_action_grades_by_a_pack_and_takes_no_file_of_it_for_the_learners(course: Path, tmp_path: Path) -> None:
    (tmp_path / "work.py").write_text(WRONG)
    done, outputs, summary = action(tmp_path, pack=str(course))
    assert done.returncode == 1 and float(outputs["score"]) < 2
    assert "course/3" in summary and "sign_lost" in done.stdout
    (tmp_path / "work.py").write_text(RIGHT)
    done, outputs, _ = action(tmp_path, pack=str(course), exercises="course/3")
    assert done.returncode == 0 and float(outputs["score"]) == 2


def test_a_pack_that_lies_in_a_learners_folder_is_not_the_learners_work(
    nncli: Run, course: Path, tmp_path: Path
) -> None:
    (tmp_path / "work.py").write_text(WRONG)
    report = json.loads(nncli("grade", ".", "--pack", "mine", "--json", "-").stdout)
    assert [(one["slug"], one["outcome"]) for one in report["exercises"]] == [("course/relu_gate", "failed")]
