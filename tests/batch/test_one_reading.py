"""What nncli.toml says holds in every command that the table in docs/teachers.md names, and the command line wins aloud."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.batch.conftest import RIGHT, WRONG
from tests.batch.test_ci import action, needs_bash
from tests.conftest import Run

DOCUMENT = Path(__file__).resolve().parents[2] / "docs" / "teachers.md"
RULES = 'title = "Week 3"\nexercises = [{exercise = 3, points = 30}]\nseed = 77\nreveal = "names"\npolicy = "last"\n'


@pytest.fixture
def room(folder: Path, tmp_path: Path) -> Path:
    (tmp_path / "nncli.toml").write_text(RULES)
    (folder / "bob.py").write_text(WRONG)
    return tmp_path


def case_of(text: str) -> dict[str, object]:
    found: dict[str, object] = json.loads(text)["exercises"][0]["targets"][0]["cases"][0]
    return found


def test_the_table_names_every_setting() -> None:
    from grader.classroom.assignment import Assignment

    table = re.findall(r"^\| (`.*?) \|", DOCUMENT.read_text(encoding="utf-8"), re.MULTILINE)
    named = {word for row in table for word in re.findall(r"`(\w+)`", row)}
    assert set(Assignment.__struct_fields__) - {"visibility"} <= named


@pytest.mark.parametrize("words", [("class/bob.py",), ("class",)])
def test_grade_reads_it(nncli: Run, room: Path, words: tuple[str, ...]) -> None:
    report = json.loads(nncli("grade", *words, "--json", "-").stdout)
    assert (report["max_score"], report["seed"]) == (30.0, None)
    assert case_of(json.dumps(report))["expected"] is None


def test_the_command_line_wins_and_says_so(nncli: Run, room: Path) -> None:
    done = nncli("grade", "class/bob.py", "--exercises", "2", "--seed", "5", "-q")
    assert "--exercises 2 holds" in done.stderr and "--seed 5 holds, not seed = 77" in done.stderr
    nncli("grade-all", "class")
    assert "--policy best holds, not policy = last" in nncli("gradebook", "--policy", "best").stderr
    assert "30" not in nncli("grade", "class/bob.py", "--no-assignment", "-q").stdout


def test_a_class_is_graded_and_shown_by_it(nncli: Run, room: Path) -> None:
    nncli("grade-all", "class", "--report", "json={learner}.json")
    (room / "class" / "bob.py").write_text(RIGHT)
    nncli("grade-all", "class")
    (room / "class" / "bob.py").write_text(WRONG + "# again\n")
    nncli("grade-all", "class")
    assert (room / "Week_3.db").exists() and case_of((room / "bob.json").read_text())["expected"] is None
    assert (
        "Week 3: 1 learner" in (shown := nncli("gradebook").stdout) and "0 of 30" in shown and "(last attempt" in shown
    )
    nncli("gradebook", "--export", "out.csv", "--report", "json=again/{learner}.json")
    assert "Week 3" in (room / "out.csv").read_text().splitlines()[0]
    assert (room / "out.csv").read_text().splitlines()[2].endswith(",0.0")
    assert case_of((room / "again" / "bob.json").read_text())["expected"] is None


def test_isolation_of_the_file_is_obeyed_whatever_the_environment_says(nncli: Run, room: Path) -> None:
    (room / "nncli.toml").write_text('exercises = [3]\nisolation = "strong"')
    for words in (("grade", "class/bob.py"), ("grade-all", "class")):
        done = nncli(*words, NNCLI_WORKERS="fresh", PATH="/nowhere")
        strong = "strong" in nncli("doctor").stdout
        assert done.returncode in ((0, 1) if strong else (2,)), done.stderr
    done = nncli("grade", "class/bob.py", "--require-isolation", "none", "-q")
    assert "--require-isolation none holds, not isolation = strong" in done.stderr


def test_pytest_reads_it(room: Path) -> None:
    command = [sys.executable, "-m", "pytest", "--nncli", "-p", "no:cacheprovider", "class/bob.py"]
    import os

    environment = {k: v for k, v in os.environ.items() if k != "CI"} | {"NNCLI_REQUIRE_ISOLATION": "none"}
    done = subprocess.run(command, cwd=room, capture_output=True, text=True, env=environment, timeout=120)
    assert "failed" in done.stdout and "expected" not in done.stdout, done.stdout


@needs_bash
def test_the_action_reads_the_file_that_it_is_given_and_no_other(room: Path) -> None:
    (room / "repository").mkdir()
    (room / "repository" / "work.py").write_text(RIGHT)
    (room / "repository" / "nncli.toml").write_text("exercises = [{exercise = 3, points = 500}]")
    assert action(room / "repository")[1]["max-score"].startswith("3")
    _, outputs, _ = action(room / "repository", assignment="../nncli.toml")
    assert float(outputs["max-score"]) == 30


def test_a_ci_machine_does_not_read_what_a_learner_may_have_written(nncli: Run, room: Path) -> None:
    done = nncli("grade", "class/bob.py", "--json", "-", CI="true")
    assert json.loads(done.stdout)["max_score"] == 3.0 and "is not read in CI" in done.stderr


def test_solutions_are_withheld_until_their_date(nncli: Run, room: Path) -> None:
    (room / "nncli.toml").write_text("[solutions]\nafter = 2999-01-01")
    done = nncli("solution", "3", "--yes")
    assert done.returncode == 2 and "2999-01-01" in done.stderr and "MultiplyGate" not in done.stdout
    (room / "nncli.toml").write_text("[solutions]\nafter = 2020-01-01")
    assert "MultiplyGate" in nncli("solution", "3", "--yes").stdout
