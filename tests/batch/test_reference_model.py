"""Whatever happens to a gradebook, the mark that counts is that of a model of twenty lines, and nothing is lost."""

from __future__ import annotations

import os
import random
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime, timedelta, timezone
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test

from grader.classroom.gradebook import Gradebook
from nncli.classroom.corrections import Corrections
from nncli.classroom.run import ClassOptions
from nncli.commands.teaching.grade_all import grade_class
from nncli.commands.teaching.gradebook import GradebookOptions, show_gradebook
from nncli.prestart import Prestart
from tests.batch.conftest import RIGHT, STUB, WRONG

ADDED_UP = RIGHT.replace("dx = self.y * dz", "self.n = getattr(self, 'n', 0) + self.y * dz\n        dx = self.n")
SHARED = RIGHT.replace("self.x = x", "MultiplyGate.x = x").replace("self.y = y", "MultiplyGate.y = y")
POINTS = {RIGHT: 3.0, ADDED_UP: 2.625, SHARED: 2.625, WRONG: 0.0, STUB: 0.0, "def f(:\n": 0.0}
NAMES = ["ada", "bob", "cleo", "Zoë", "aad"]
START = datetime(2026, 3, 1, tzinfo=timezone.utc)
ORDINARY, LONG = (6, 10), (40, 20)


@dataclass
class Model:
    """What a teacher would say, in the shortest words: who handed in what and when, the rules, and a person's word."""

    handed_in: dict[tuple[str, str], int] = field(default_factory=dict)  # (learner, text) -> hour
    said: list[tuple[str, str, str]] = field(default_factory=list)
    points: float = 3.0
    policy: str = "best"
    due: int = 10**6

    def marks(self) -> dict[str, float]:
        now = {learner: value for kind, learner, value in self.said if kind == "rename"}
        due = {now.get(learner, learner): int(value) for kind, learner, value in self.said if kind == "extend"}
        found: dict[str, list[float]] = {}
        for (learner, text), hour in sorted(self.handed_in.items(), key=lambda item: item[1]):
            key = now.get(learner, learner)
            late = max(0, -((due.get(key, self.due) - hour) // 24))
            found.setdefault(key, []).append(POINTS[text] * self.points / 3 * 0.5**late)
        counted = {key: max(own) if self.policy == "best" else own[-1] for key, own in found.items()}
        for kind, learner, value in self.said:
            key = now.get(learner, learner)
            if key in counted and kind in ("set", "excuse", "remove"):
                counted[key] = float(value or 0)
        return {
            key: mark
            for key, mark in counted.items()
            if not any(kind == "remove" and now.get(who, who) == key for kind, who, _ in self.said)
        }


learners = st.sampled_from(NAMES)


class Classroom(RuleBasedStateMachine):
    """A folder, a gradebook, and the model beside them."""

    @initialize()
    def begin(self) -> None:
        self.room = Path(tempfile.mkdtemp())
        (self.room / "class").mkdir()
        self.model, self.files, self.hour = Model(), dict[str, tuple[str, int]](), 0
        self.hand_in("ada", RIGHT)
        self.write_rules()
        self.run_whole()

    def teardown(self) -> None:
        shutil.rmtree(self.room, ignore_errors=True)

    # ------------------------------------------------------------------------------------------------------------- what happens

    @rule(learner=learners, text=st.sampled_from(sorted(POINTS)))
    def hand_in(self, learner: str, text: str) -> None:
        self.hour += 7
        self.files[learner] = (text, self.hour)
        (self.room / "class" / f"{learner}.py").write_text(text, encoding="utf-8")

    @rule(learner=learners, other=learners)
    def rename_a_file(self, learner: str, other: str) -> None:
        if learner in self.files and other not in self.files:
            self.files[other] = self.files.pop(learner)
            (self.room / "class" / f"{learner}.py").rename(self.room / "class" / f"{other}.py")

    @rule(learner=learners)
    def delete_a_file(self, learner: str) -> None:
        if learner in self.files and len(self.files) > 1:
            del self.files[learner]
            (self.room / "class" / f"{learner}.py").unlink()

    @rule()
    def run_whole(self) -> None:
        self.write_dates()
        grade_class(self.room / "class", self.options, Prestart())
        self.model.handed_in |= {(learner, text): hour for learner, (text, hour) in self.files.items()}

    @rule(seconds=st.floats(0.2, 1.2))
    def run_and_kill(self, seconds: float) -> None:
        """What is in the gradebook then was handed in, and no more than that."""
        self.write_dates()
        kill_after(self.room, seconds)
        with Gradebook(self.room / "g.db") as book:
            kept = {(one.learner, hour_of(one.handed_in)) for one in book.stored_attempts()}
        for learner, (text, hour) in self.files.items():
            if (learner, hour) in kept:
                self.model.handed_in[learner, text] = hour

    @rule(
        points=st.sampled_from([3.0, 10.0, 0.5]),
        policy=st.sampled_from(["best", "last"]),
        due=st.sampled_from([10**6, 20, 60]),
    )
    def change_the_rules(self, points: float, policy: str, due: int) -> None:
        self.model.points, self.model.policy, self.model.due = points, policy, due
        self.write_rules()
        self.change(GradebookOptions(rescore=True, assignment=self.room / "rules.toml"), Corrections())

    @rule(learner=learners, kind=st.sampled_from(["set", "excuse", "extend", "remove"]), hours=st.integers(0, 90))
    def say(self, learner: str, kind: str, hours: int) -> None:
        if learner in self.model.marks():
            value = {"set": f"{hours / 10}", "extend": f"{hours}"}.get(kind, "")
            self.model.said.append((kind, learner, value))
            moment = (START + timedelta(hours=hours)).isoformat()
            given = {
                "set": Corrections(points=((learner, "3", value),), why="seen"),
                "excuse": Corrections(excused=(learner,)),
                "extend": Corrections(extended=((learner, moment),)),
                "remove": Corrections(removed=(learner,)),
            }
            self.change(GradebookOptions(), given[kind])

    @rule(learner=learners, other=learners)
    def join_two_names(self, learner: str, other: str) -> None:
        renamed = {name for kind, name, _ in self.model.said if kind == "rename"}
        marks = self.model.marks()
        if learner != other and learner in marks and other in marks and not renamed & {learner, other}:
            self.model.said.append(("rename", learner, other))
            self.change(GradebookOptions(), Corrections(renamed=((learner, other),)))

    @rule()
    def take_the_last_word_back(self) -> None:
        if self.model.said:
            self.model.said.pop()
            with Gradebook(self.room / "g.db") as book:
                last = max(one.id for one in book.corrections if not one.undone_at)
            self.change(GradebookOptions(), Corrections(undone=(str(last),)))

    # ------------------------------------------------------------------------------------------------------------- what holds

    @invariant()
    def the_marks_are_the_models(self) -> None:
        with Gradebook(self.room / "g.db", create=False, write=False) as book:
            standings = book.attempts()
            stored = [(one.learner, hour_of(one.handed_in)) for one in book.stored_attempts()]
        assert len({one.learner for one in standings}) == len(standings)
        assert {one.learner: one.counted for one in standings} == pytest.approx(self.model.marks(), abs=1e-6)
        assert sorted(stored) == sorted((who, hour) for (who, _), hour in self.model.handed_in.items())

    # -------------------------------------------------------------------------------------------------------------------- how

    @property
    def options(self) -> ClassOptions:
        return ClassOptions(self.room / "g.db", self.room / "rules.toml", required="none", lanes=1)

    def change(self, options: GradebookOptions, given: Corrections) -> None:
        show_gradebook(self.room / "g.db", options, given)

    def write_rules(self) -> None:
        due = (START + timedelta(hours=self.model.due)).isoformat()
        (self.room / "rules.toml").write_text(
            f'title = "Week"\nexercises = [{{exercise = 3, points = {self.model.points}}}]\npolicy = "{self.model.policy}"\n'
            f'[late]\ndue = {due}\nper_day = 0.5\nroster = "dates.csv"\ncolumn = "when"\n'
        )

    def write_dates(self) -> None:
        rows = [f"{who},{(START + timedelta(hours=hour)).isoformat()}" for who, (_, hour) in self.files.items()]
        (self.room / "dates.csv").write_text("\n".join(["student,when", *rows]), encoding="utf-8")


def hour_of(moment: datetime | None) -> int:
    assert moment is not None
    return round((moment - START) / timedelta(hours=1))


def kill_after(room: Path, seconds: float) -> None:
    """Begin to grade, and pull the plug."""
    command = [sys.executable, "-m", "nncli", "grade-all", "class", "--gradebook", "g.db", "--assignment", "rules.toml"]
    environment = {**os.environ, "NNCLI_REQUIRE_ISOLATION": "none"}
    process = subprocess.Popen(command, cwd=room, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    with suppress(subprocess.TimeoutExpired):
        process.wait(seconds)
    process.kill()
    process.wait()


@pytest.mark.skipif(os.name == "nt", reason="pulls the plug by SIGKILL")
@pytest.mark.parametrize("examples, steps", [ORDINARY, pytest.param(*LONG, marks=pytest.mark.long)])
def test_every_mark_is_that_of_the_model_and_nothing_is_lost(
    examples: int, steps: int, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.delenv("CI", raising=False)
    run_state_machine_as_test(
        Classroom,
        settings=settings(
            max_examples=examples,
            stateful_step_count=steps,
            deadline=None,
            suppress_health_check=list(HealthCheck),
            derandomize=examples == ORDINARY[0],
        ),
    )


# ----------------------------------------------------------------------------------------------------------- pulling the plug


def moments(count: int) -> Iterator[float]:
    """Random moments, from before the gradebook is there to after the last mark."""
    draw = random.Random(14)
    yield from (draw.uniform(0.05, 2.0) for _ in range(count))


@pytest.mark.skipif(os.name == "nt", reason="SIGKILL is POSIX's")
@pytest.mark.parametrize("times", [8, pytest.param(200, marks=pytest.mark.long)])
def test_a_plug_pulled_at_any_moment_leaves_whole_attempts_and_each_once(tmp_path: Path, times: int) -> None:
    (tmp_path / "class").mkdir()
    texts = {f"learner{number:02}": (RIGHT, ADDED_UP, WRONG)[number % 3] + f"# {number}\n" for number in range(24)}
    for learner, text in texts.items():
        (tmp_path / "class" / f"{learner}.py").write_text(text)
    (tmp_path / "rules.toml").write_text("exercises = [3]")
    right = {learner: POINTS[text.rpartition("#")[0]] for learner, text in texts.items()}
    kept = dict[str, float]()
    for seconds in moments(times):
        kill_after(tmp_path, seconds)
        before, kept = kept, marks_in(tmp_path / "g.db")
        assert before.items() <= kept.items() <= right.items()
        if kept == right:
            for path in tmp_path.glob("g.db*"):
                path.unlink()
            kept = {}
    kill_after(tmp_path, 60)
    assert marks_in(tmp_path / "g.db") == right


def marks_in(path: Path) -> dict[str, float]:
    """All marks of a gradebook that SQLite finds whole; none where it is not there yet."""
    if not path.exists() or not path.stat().st_size:
        return {}
    with Gradebook(path) as book:
        assert book.rows.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        assert (
            book.rows.execute("SELECT count(*) FROM exercises").fetchone()
            == book.rows.execute("SELECT count(*) FROM attempts").fetchone()
        )
        return {one.learner: one.counted for one in book.attempts()}
