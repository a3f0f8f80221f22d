"""The mark that counts is the one that the teacher would say: one assignment, one rubric, and a person's word last."""

from __future__ import annotations

import csv
import json
import sqlite3
import zipfile
from pathlib import Path

import pytest

from grader.classroom.assignment import ClassList, parse
from grader.classroom.class_list import read_class_list
from grader.classroom.gradebook import Gradebook, GradebookError, HandIn, Key
from grader.exercise.catalogue import find
from tests.batch.conftest import RIGHT, STUB, WRONG
from tests.batch.test_gradebook import DUE, report
from tests.conftest import Run

KEY = Key("settings", {2: "v1"}, frozenset({2}))
SOFTMAX = find("2").solution.read_text(encoding="utf-8")


def marks(path: Path) -> dict[str, tuple[float, float]]:
    with Gradebook(path, create=False, write=False) as book:
        return {one.learner: (one.counted, one.max_score) for one in book.attempts()}


@pytest.fixture
def book(tmp_path: Path):
    with Gradebook(tmp_path / "g.db") as opened:
        opened.claim(parse('title = "HW1"\nexercises = [2]'))
        yield opened


# -------------------------------------------------------------------------------------------------------------------- identity


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ('title = "HW2"\nexercises = [2]', "the title was 'HW1' and is 'HW2'"),
        ('title = "HW1"\nexercises = [2, 3]', "exercise 3 counts now, and did not"),
        ('title = "HW1"\nexercises = [{exercise = 2, points = 10}]', "was worth 4 points and is worth 10"),
        ('title = "HW1"\nexercises = [2]\npolicy = "last"', "the best attempt counted, and now the last one does"),
        ('title = "HW1"\nexercises = [2]\n[late]\ndue = 2026-03-01', "lateness: none before, due 2026-03-01"),
        ('title = "HW1"\nexercises = [2]\nseed_env = "X"', "the seed came from the file and comes from X"),
    ],
)
def test_another_assignments_run_is_refused_with_ways_out(book: Gradebook, text: str, words: str) -> None:
    book.record(report(), KEY)
    with pytest.raises(GradebookError) as caught:
        book.claim(parse(text))
    assert words in str(caught.value)
    assert "--gradebook other.db" in str(caught.value) and "--rescore" in str(caught.value)


def test_what_decides_no_mark_may_change(book: Gradebook) -> None:
    book.record(report(), KEY)
    book.claim(parse('title = "HW1"\nexercises = [2]\nreveal = "names"\n[limits]\ncase = 1.0'))
    assert book.assignment.reveal == "names"


def test_a_gradebook_without_an_attempt_is_anybodys(book: Gradebook) -> None:
    book.claim(parse('title = "HW2"\nexercises = [3]'))
    assert book.assignment.title == "HW2"


def test_attempts_are_compared_under_one_rubric(book: Gradebook) -> None:
    book.record(report(sha256="a", right=1), KEY)
    book.rescore(parse('title = "HW1"\nexercises = [{exercise = 2, points = 10}]'))
    book.record(report(sha256="b", right=2), KEY)
    assert [(one.score, one.max_score) for one in book.history("ada")] == [(5.0, 10.0), (10.0, 10.0)]
    assert sum(case.score for case in book.report(book.history("ada")[0]).exercises[0].targets[0].cases) == 5.0


def test_an_older_export_graded_again_is_not_the_last_attempt(book: Gradebook) -> None:
    book.record(report(sha256="new", right=1), KEY, hand_in=HandIn(DUE.replace(day=9)))
    book.record(report(sha256="old", right=2), KEY, hand_in=HandIn(DUE.replace(day=3, tzinfo=None)))
    (last,) = book.attempts("last")
    assert (last.number, last.counted) == (1, 2.0)


def test_who_must_be_graded_again_is_known(book: Gradebook) -> None:
    book.record(report("ada"), KEY)
    assert book.outdated(KEY) == []
    assert book.outdated(Key("settings", {2: "v1"}, frozenset({2, 3}))) == ["ada"]
    assert book.outdated(Key("other", {2: "v1"}, frozenset({2}))) == ["ada"]


def test_the_command_refuses_and_rescores(nncli: Run, folder: Path, tmp_path: Path) -> None:
    (folder / "ada.py").write_text(WRONG.replace("return dy, dx", "return dx, dx"))
    (tmp_path / "nncli.toml").write_text('title = "Week 3"\nexercises = [3]')
    assert nncli("grade-all", "class").returncode == 0
    ((before, _),) = marks(tmp_path / "Week_3.db").values()
    (tmp_path / "nncli.toml").write_text('title = "Week 3"\nexercises = [{exercise = 3, points = 30}]')
    done = nncli("grade-all", "class")
    assert done.returncode == 2 and "--rescore" in done.stderr
    assert "has changed since" in nncli("gradebook").stderr
    done = nncli("gradebook", "--rescore")
    assert "was worth 3 points and is worth 30" in done.stdout and "must be graded again" not in done.stderr
    assert marks(tmp_path / "Week_3.db") == {"ada": (before * 10, 30.0)}
    assert "0 graded, 1 unchanged" in nncli("grade-all", "class").stderr


# ------------------------------------------------------------------------------------------------------------------- migration

FORM_1 = """
CREATE TABLE attempts (
    id INTEGER PRIMARY KEY, learner TEXT NOT NULL, name TEXT NOT NULL, system_id TEXT NOT NULL, turn INTEGER NOT NULL,
    graded_at TEXT NOT NULL, sha256 TEXT NOT NULL, settings TEXT NOT NULL, version TEXT NOT NULL, seed INTEGER NOT NULL,
    outcome TEXT NOT NULL, score REAL NOT NULL, max_score REAL NOT NULL, late_factor REAL NOT NULL, report BLOB NOT NULL,
    UNIQUE (learner, sha256)
);
CREATE INDEX turns ON attempts (turn);
CREATE TABLE exercises (
    attempt INTEGER NOT NULL REFERENCES attempts ON DELETE CASCADE, number INTEGER NOT NULL, slug TEXT NOT NULL, version TEXT NOT NULL,
    outcome TEXT NOT NULL, score REAL NOT NULL, max_score REAL NOT NULL, PRIMARY KEY (attempt, number)
) WITHOUT ROWID;
CREATE TABLE mistakes (
    attempt INTEGER NOT NULL REFERENCES attempts ON DELETE CASCADE, number INTEGER NOT NULL, target TEXT NOT NULL, slug TEXT NOT NULL
);
CREATE INDEX mistakes_of_attempt ON mistakes (attempt);
PRAGMA application_id = 1852728172;
PRAGMA user_version = 1;
"""


def old_gradebook(path: Path, rubrics: dict[str, str]) -> None:
    """As version 0.1 wrote it: each attempt in the points of its own assignment."""
    import msgspec

    from grader.classroom.gradebook.schema import pack

    with sqlite3.connect(path) as rows:
        rows.executescript(FORM_1)
        for turn, (learner, text) in enumerate(rubrics.items(), 1):
            whole = parse(text).apply(report(learner, right=1))
            rows.execute(
                "INSERT INTO attempts VALUES (?, ?, ?, '77', ?, '2026-03-01T00:00:00+00:00', 'a', 's', '0.1', 0, 'failed', ?, ?, 0.5, ?)",
                (turn, learner, learner, turn, whole.score, whole.max_score, pack(msgspec.json.encode(whole))),
            )
            rows.executemany(
                "INSERT INTO exercises VALUES (?, ?, ?, 'v1', ?, ?, ?)",
                [(turn, e.number, e.slug, e.outcome.value, e.score, e.max_score) for e in whole.exercises],
            )
            rows.execute("INSERT INTO mistakes VALUES (?, 2, 'softmax', 'not_shifted')", (turn,))
    rows.close()


def test_an_older_gradebook_keeps_every_attempt_and_mark(tmp_path: Path) -> None:
    rules = "exercises = [{exercise = 2, points = 10}, 3]"
    old_gradebook(tmp_path / "g.db", {"ada": rules, "bob": rules})
    assert marks(tmp_path / "g.db") == {"ada": (2.5, 13.0), "bob": (2.5, 13.0)}  # read in memory: the file is as it was
    with sqlite3.connect(tmp_path / "g.db") as rows:
        assert rows.execute("PRAGMA user_version").fetchone() == (1,)
    rows.close()
    with Gradebook(tmp_path / "g.db") as book:
        book.claim(parse(f'title = "HW1"\n{rules}'))
        assert [(one.counted, one.max_score, one.person.canvas) for one in book.attempts()] == [(2.5, 13.0, "77")] * 2
        assert book.mistakes() == [(2, "softmax", "not_shifted", 2)]
        assert book.report(book.attempts()[0]).score == 5.0


def test_an_older_gradebook_of_two_rubrics_is_held_against_one(tmp_path: Path) -> None:
    old_gradebook(tmp_path / "g.db", {"ada": "exercises = [2]", "bob": "exercises = [{exercise = 2, points = 10}]"})
    assert marks(tmp_path / "g.db") == {"ada": (2.5, 10.0), "bob": (2.5, 10.0)}


def test_an_older_gradebook_of_other_exercises_is_refused(tmp_path: Path) -> None:
    old_gradebook(tmp_path / "g.db", {"ada": "exercises = [2]"})
    with Gradebook(tmp_path / "g.db") as book, pytest.raises(GradebookError, match="--gradebook"):
        book.claim(parse("exercises = [3]"))


# -------------------------------------------------------------------------------------------------------------- a person's word


def test_a_persons_word_stands_beside_the_attempts_and_is_undone(nncli: Run, folder: Path, tmp_path: Path) -> None:
    (folder / "ada.py").write_text(WRONG)
    (folder / "bob.py").write_text(WRONG)
    (tmp_path / "nncli.toml").write_text("exercises = [3]")
    nncli("grade-all", "class")
    assert nncli("gradebook", "--set", "ada", "3", "2.5").returncode == 2  # a reason is missing
    assert nncli("gradebook", "--set", "ada", "3", "2.5", "--why", "seen in the lab").returncode == 0
    assert nncli("gradebook", "--excuse", "bob", "--why", "ill").returncode == 0
    nncli("grade-all", "class", "--regrade")
    assert marks(tmp_path / "grades.db") == {"ada": (2.5, 3.0), "bob": (0.0, 0.0)}
    shown = nncli("gradebook", "--student", "ada").stdout
    assert "exercise 3: set to 2.5 points, by your teacher on 20" in shown and "seen in the lab" in shown
    nncli("gradebook", "--export", "csv=all.csv", "--report", "markdown={learner}.md")
    rows = list(csv.DictReader((tmp_path / "all.csv").open(encoding="utf-8")))
    assert [(row["learner"], row["outcome"], row["score"]) for row in rows][1] == ("bob", "excused", "0.0")
    assert "seen in the lab" in rows[0]["remarks"]
    assert nncli("gradebook", "--unset", "ada").returncode == 0
    assert marks(tmp_path / "grades.db")["ada"] == (0.0, 3.0)
    assert "undone on" in nncli("gradebook", "--student", "ada").stdout


def test_two_names_of_one_learner_become_one(book: Gradebook) -> None:
    book.record(report("aad", "a", right=2), KEY)
    book.record(report("ada", "b", right=1), KEY)
    book.correct("aad", "rename", "ada", "misspelt")
    assert [(one.learner, one.counted) for one in book.attempts()] == [("ada", 4.0)]
    assert len(book.history("ada")) == 2
    book.correct("ada", "remove")
    assert book.attempts() == []


def test_an_extension_moves_the_due_date_of_one_learner(book: Gradebook) -> None:
    book.rescore(parse('title = "HW1"\nexercises = [2]\n[late]\ndue = 2026-03-01T00:00:00Z\nper_day = 0.5'))
    for learner in ("ada", "bob"):
        book.record(report(learner, right=2), KEY, hand_in=HandIn(DUE.replace(day=2)))
    book.correct("ada", "extend", "2026-03-05T23:59:59")
    assert [one.counted for one in book.attempts()] == [4.0, 2.0]


def test_a_word_about_nobody_writes_nothing(nncli: Run, folder: Path, tmp_path: Path) -> None:
    (folder / "ada.py").write_text(RIGHT)
    nncli("grade-all", "class")
    done = nncli("gradebook", "--set", "ada", "3", "1", "--excuse", "adda", "--why", "x")
    assert done.returncode == 2 and "did you mean ada" in done.stderr
    assert marks(tmp_path / "grades.db") == {"ada": (3.0, 3.0)}


def test_the_attempt_that_counts_is_shown_and_another_on_demand(nncli: Run, folder: Path) -> None:
    for text in (RIGHT, WRONG):
        (folder / "ada.py").write_text(text)
        nncli("grade-all", "class")
    assert "passed  3 of 3" in nncli("gradebook", "--student", "ada").stdout.split("\n\n", 1)[1]
    assert "failed  0 of 3" in nncli("gradebook", "--student", "ada", "--attempt", "2").stdout.split("\n\n", 1)[1]
    assert nncli("gradebook", "--student", "ada", "--attempt", "3").returncode == 2


# ------------------------------------------------------------------------------------------------------------ nobody vanishes


def test_what_cannot_be_read_is_not_graded_and_half_of_it_is_unfinished(
    nncli: Run, folder: Path, tmp_path: Path
) -> None:
    (folder / "ada.py").write_text(RIGHT)
    (folder / "bob.rar").write_bytes(b"Rar!")
    (folder / "cleo.py").write_text(STUB)
    (tmp_path / "all.csv").write_text("student\nada\nbob\ncleo\ndan\n")
    (tmp_path / "nncli.toml").write_text('exercises = [2, 3]\n[roster]\nfile = "all.csv"')
    nncli("grade-all", "class")
    nncli("gradebook", "--export", "csv=out.csv")
    rows = list(csv.DictReader((tmp_path / "out.csv").open()))
    assert [row["outcome"] for row in rows] == ["unfinished", "not graded", "missing", "missing"]
    shown = nncli("gradebook", "--student", "bob").stdout
    assert "Nothing of it was handed in that could be graded." in shown and "starter file" not in shown
    assert "nncli case" not in nncli("gradebook", "--student", "ada").stdout


def test_a_class_list_that_is_named_later_needs_no_grading(nncli: Run, folder: Path, tmp_path: Path) -> None:
    (folder / "ada.py").write_text(RIGHT)
    (tmp_path / "nncli.toml").write_text("exercises = [3]")
    nncli("grade-all", "class")
    (tmp_path / "all.csv").write_text("student,Role\nada,Student\ndan,Student\nprof,Instructor\n")
    (tmp_path / "nncli.toml").write_text('exercises = [3]\n[roster]\nfile = "all.csv"')
    assert nncli("gradebook", "--rescore").returncode == 0
    assert marks(tmp_path / "grades.db") == {"ada": (3.0, 3.0), "dan": (0.0, 3.0)}
    (tmp_path / "nncli.toml").write_text('exercises = [3]\n[roster]\nfile = "none.csv"')
    assert "none.csv" in nncli("gradebook", "--rescore").stderr


@pytest.mark.parametrize(
    ("head", "row"),
    [
        ("First Name,Last Name,SID,Email,Role,Sections", "Ada,Bell,07,ada@x.example,Student,A"),
        ("First name,Surname,ID number,Email address,Groups", "Ada,Bell,07,ada@x.example,"),
        ("First name,Last name,Email address", "Ada,Bell,ada@x.example"),
        ("Student,ID,SIS User ID,SIS Login ID,Section", '"Bell, Ada",99,07,ada@x.example,CS1'),
        ("Identifier;Full name;Email address", "Participant 77;Ada Bell;ada@x.example"),
    ],
)
def test_a_list_of_each_system_is_read(tmp_path: Path, head: str, row: str) -> None:
    (tmp_path / "list.csv").write_text(f"{head}\n{row}\n", encoding="utf-8-sig")
    (person,) = read_class_list(tmp_path / "list.csv", ClassList("list.csv"))
    assert person.name in ("Ada Bell", "Bell, Ada") and "ada@x.example" in person.words


def test_on_canvas_who_is_not_marked_late_is_in_time(nncli: Run, folder: Path, tmp_path: Path) -> None:
    (folder / "doejane_1234_5678_hw1.py").write_text(RIGHT)
    (folder / "roejo_LATE_1235_5679_hw1.py").write_text(RIGHT)
    (folder / "zed.py").write_text(RIGHT)
    (tmp_path / "nncli.toml").write_text("exercises = [3]\n[late]\ndue = 2026-03-01\nper_day = 0.5")
    done = nncli("grade-all", "class")
    assert "counted as in time: zed\n" in done.stderr and "counted as one: roejo_1235\n" in done.stderr
    assert marks(tmp_path / "grades.db") == {"doejane_1234": (3.0, 3.0), "roejo_1235": (1.5, 3.0), "zed": (3.0, 3.0)}
    assert nncli("gradebook").stdout.count("no date") == 1
    assert "0 graded, 3 unchanged" in nncli("grade-all", "class").stderr


def test_the_page_of_a_class_shows_what_counts_after_lateness(nncli: Run, folder: Path, tmp_path: Path) -> None:
    pytest.importorskip("jinja2")
    (folder / "roejo_LATE_1235_5679_hw1.py").write_text(RIGHT)
    (tmp_path / "nncli.toml").write_text("exercises = [3]\n[late]\ndue = 2026-03-01\nper_day = 0.5")
    nncli("grade-all", "class")
    nncli("gradebook", "--excuse", "roejo_1235", "--exercise", "3")
    nncli("gradebook", "--unset", "roejo_1235")
    nncli("gradebook", "--report", "html=pages")
    assert ">1.5 of 3<" in (tmp_path / "pages" / "index.html").read_text(encoding="utf-8")
    nncli("gradebook", "--excuse", "roejo_1235")
    nncli("gradebook", "--report", "html=pages")
    assert "roejo (excused)" in (tmp_path / "pages" / "index.html").read_text(encoding="utf-8")


@pytest.mark.parametrize("columns", ["40", "80"])
def test_no_number_is_broken_in_a_narrow_terminal(nncli: Run, folder: Path, columns: str) -> None:
    (folder / "a_learner_with_a_long_name.py").write_text(RIGHT)
    nncli("grade-all", "class")
    lines = nncli("gradebook", COLUMNS=columns).stdout.splitlines()
    assert any("3 of 3" in line for line in lines) and all(len(line) <= int(columns) for line in lines)


def test_names_stand_as_a_reader_looks_for_them(book: Gradebook) -> None:
    for learner in ("zoe", "Émile", "bob", "Ada"):
        book.record(report(learner), KEY)
    assert [one.learner for one in book.attempts()] == ["Ada", "bob", "Émile", "zoe"]


# --------------------------------------------------------------------------------------------------------------------- exports


def test_numbers_go_to_the_columns_that_they_are(nncli: Run, folder: Path, tmp_path: Path) -> None:
    (folder / "doejane_LATE_1234_5678_hw1.py").write_text(RIGHT)
    (folder / "Jo Roe_77_assignsubmission_file_").mkdir()
    (folder / "Jo Roe_77_assignsubmission_file_" / "hw1.py").write_text(RIGHT)
    nncli("grade-all", "class")
    words = [
        f"--export={kind}={kind}.out" for kind in ("canvas", "moodle", "json", "moodle-feedback", "canvas-feedback")
    ]
    done = nncli("gradebook", *words, "--title", "Week 3")
    assert done.returncode == 0 and "Canvas will not find 1 of them" in done.stderr
    canvas = {row["Student"]: row for row in csv.DictReader((tmp_path / "canvas.out").open())}
    assert (canvas["doejane"]["ID"], canvas["Jo Roe"]["ID"], canvas["Jo Roe"]["Week 3"]) == ("1234", "", "3.0")
    moodle = {row["Full name"]: row for row in csv.DictReader((tmp_path / "moodle.out").open())}
    assert (moodle["Jo Roe"]["Identifier"], moodle["Jo Roe"]["Grade"], moodle["doejane"]["Identifier"]) == (
        "Participant 77", "3.0", "",
    )  # fmt: skip
    assert moodle["Jo Roe"]["Last modified (grade)"] == "-"  # without it, Moodle refuses the worksheet
    assert {one["learner"] for one in json.loads((tmp_path / "json.out").read_text())["learners"]} == {
        "doejane_1234", "Jo Roe_77",
    }  # fmt: skip
    assert zipfile.ZipFile(tmp_path / "moodle-feedback.out").namelist() == [
        "Jo Roe_77_assignsubmission_file_/feedback.md"
    ]
    assert zipfile.ZipFile(tmp_path / "canvas-feedback.out").namelist() == ["doejane_LATE_1234_5678_feedback.md"]


def test_attempted_counts_those_who_attempted(nncli: Run, folder: Path, tmp_path: Path) -> None:
    (folder / "ada.py").write_text(SOFTMAX)
    (folder / "bob.py").write_text(STUB)
    (tmp_path / "nncli.toml").write_text("exercises = [2, 3]")
    nncli("grade-all", "class")
    rows = [line.split() for line in nncli("gradebook").stdout.splitlines()]
    assert ["02_softmax", "1", "1", "(50%)", "2", "of", "4"] in rows
    assert ["03_multiply_gate", "0", "0", "(0%)", "0", "of", "3"] in rows
