"""The tables of a gradebook, and how one that an earlier program wrote becomes one of today.

An attempt is kept as it was graded: in the exercises' own points, before lateness. What an assignment makes of it is worked out when it
is read, so a change of the rules changes every mark and loses none.
"""

from __future__ import annotations

import sqlite3
import zlib
from collections.abc import Iterable, Mapping

import msgspec
from msgspec.structs import replace

from grader.classroom.assignment import Assignment, Counted, worth
from grader.exercise.catalogue import CatalogueError, Entry, entries
from grader.report import ExerciseReport, Report, is_stand_in

SCHEMA = 2
APPLICATION = 0x6E6E636C  # "nncl": marks the file as one of ours

TABLES = """
CREATE TABLE assignment (id INTEGER PRIMARY KEY CHECK (id = 1), rules TEXT NOT NULL, provisional INTEGER NOT NULL);
CREATE TABLE attempts (
    id INTEGER PRIMARY KEY, learner TEXT NOT NULL, turn INTEGER NOT NULL, graded_at TEXT NOT NULL, sha256 TEXT NOT NULL,
    settings TEXT NOT NULL, graded TEXT NOT NULL, version TEXT NOT NULL, seed INTEGER, problem INTEGER NOT NULL,
    handed_in TEXT NOT NULL, marked_late INTEGER NOT NULL, late_factor REAL, entry TEXT NOT NULL, report BLOB NOT NULL,
    UNIQUE (learner, sha256)
);
CREATE INDEX turns ON attempts (turn);
CREATE TABLE exercises (
    attempt INTEGER NOT NULL REFERENCES attempts ON DELETE CASCADE, number INTEGER NOT NULL, slug TEXT NOT NULL, version TEXT NOT NULL,
    outcome TEXT NOT NULL, started INTEGER NOT NULL, score REAL NOT NULL, max_score REAL NOT NULL, PRIMARY KEY (attempt, number)
) WITHOUT ROWID;
CREATE TABLE mistakes (
    attempt INTEGER NOT NULL REFERENCES attempts ON DELETE CASCADE, number INTEGER NOT NULL, target TEXT NOT NULL, slug TEXT NOT NULL
);
CREATE INDEX mistakes_of_attempt ON mistakes (attempt);
CREATE TABLE unnamed (
    attempt INTEGER NOT NULL REFERENCES attempts ON DELETE CASCADE, number INTEGER NOT NULL, target TEXT NOT NULL, digest TEXT NOT NULL
);
CREATE INDEX unnamed_of_attempt ON unnamed (attempt);
CREATE TABLE texts (
    attempt INTEGER NOT NULL REFERENCES attempts ON DELETE CASCADE, number INTEGER NOT NULL, digest TEXT NOT NULL, size INTEGER NOT NULL,
    prints BLOB NOT NULL
);
CREATE INDEX texts_of_attempt ON texts (attempt);
CREATE TABLE people (learner TEXT PRIMARY KEY, person TEXT NOT NULL, listed INTEGER NOT NULL);
CREATE TABLE corrections (
    id INTEGER PRIMARY KEY, learner TEXT NOT NULL, kind TEXT NOT NULL, exercise INTEGER NOT NULL, value TEXT NOT NULL, why TEXT NOT NULL,
    written_at TEXT NOT NULL, undone_at TEXT NOT NULL
);
"""


def create_tables(rows: sqlite3.Connection) -> None:
    """The tables of an empty gradebook, within a transaction of the caller's."""
    for statement in TABLES.split(";\n"):
        rows.execute(statement)
    rows.execute(f"PRAGMA application_id = {APPLICATION}")
    rows.execute(f"PRAGMA user_version = {SCHEMA}")


def migrate(rows: sqlite3.Connection) -> None:
    """Form 1 -> form 2, within a transaction of the caller's: every attempt with its report, its mistakes and its place in time.

    Form 1 kept attempts in the points of whatever assignment they were graded for, and not which one that was: the newest attempt's
    points are taken for the rules, until a run says better.
    """
    for name in ("attempts", "exercises", "mistakes"):
        rows.execute(f"ALTER TABLE {name} RENAME TO old_{name}")
    for name in ("turns", "mistakes_of_attempt"):
        rows.execute(f"DROP INDEX {name}")
    create_tables(rows)
    known = {entry.number: entry for entry in _known_entries()}
    last: tuple[ExerciseReport, ...] = ()
    numbers: set[frozenset[int]] = set()
    for row in rows.execute("SELECT * FROM old_attempts ORDER BY turn").fetchall():
        report = _copy_attempt(rows, row, known)
        if report.exercises:
            last = report.exercises
            numbers.add(frozenset(one.number for one in last))
    exercises = tuple(Counted(one.number, one.max_score) for one in last if one.number in known and one.max_score)
    rules = Assignment(exercises=exercises) if len(numbers) == 1 else Assignment()
    rows.execute("INSERT INTO assignment VALUES (1, ?, 1)", (msgspec.json.encode(rules).decode(),))
    for name in ("mistakes", "exercises", "attempts"):
        rows.execute(f"DROP TABLE old_{name}")


def _known_entries() -> Iterable[Entry]:
    try:
        return entries()
    except CatalogueError:
        return ()


OLD = (
    "id", "learner", "name", "system_id", "turn", "graded_at", "sha256", "settings", "version", "seed", "outcome", "score",
    "max_score", "late_factor", "report",
)  # fmt: skip


def _copy_attempt(rows: sqlite3.Connection, row: tuple[object, ...], known: dict[int, Entry]) -> Report:
    """One attempt in the exercises' own points; a report that is damaged is kept as it is."""
    old = dict(zip(OLD, row, strict=True))
    whole = _decode(old["report"])
    kept = [_own_points(one, known) for one in whole.exercises if not is_stand_in(one)]
    graded = msgspec.json.encode(sorted(one.number for one in whole.exercises)).decode() if whole.exercises else ""
    blob = pack(msgspec.json.encode(replace(whole, exercises=tuple(kept)))) if whole.name else old["report"]
    rows.execute(
        "INSERT INTO attempts VALUES (?, ?, ?, ?, ?, '', ?, ?, ?, ?, '', 0, ?, '', ?)",
        (old["id"], old["learner"], old["turn"], old["graded_at"], old["sha256"], graded, old["version"], old["seed"],
         bool(whole.problem), old["late_factor"], blob),
    )  # fmt: skip
    versions = dict(rows.execute("SELECT number, version FROM old_exercises WHERE attempt = ?", (old["id"],)))
    for one in kept:
        rows.execute("INSERT INTO exercises VALUES (?, ?, ?, ?, ?, ?, ?, ?)", exercise_row(old["id"], one, versions))
    rows.execute("INSERT INTO mistakes SELECT * FROM old_mistakes WHERE attempt = ?", (old["id"],))
    person = {"name": old["name"], "canvas": old["system_id"]}
    rows.execute(
        "INSERT OR REPLACE INTO people VALUES (?, ?, 0)", (old["learner"], msgspec.json.encode(person).decode())
    )
    return whole


def exercise_row(attempt: object, one: ExerciseReport, versions: Mapping[int, str]) -> tuple[object, ...]:
    """The row of an exercise in the table of that name."""
    started = not one.not_started
    version = versions.get(one.number, "")
    return (attempt, one.number, one.slug, version, one.outcome.value, started, one.score, one.max_score)


def _own_points(exercise: ExerciseReport, known: dict[int, Entry]) -> ExerciseReport:
    entry = known.get(exercise.number)
    return worth(exercise, entry.points) if entry else exercise


def _decode(blob: object) -> Report:
    from grader.report import Isolation

    try:
        return unpack(blob)
    except (msgspec.DecodeError, zlib.error, TypeError):
        return Report("", "", 0, "", Isolation())


def pack(data: bytes) -> bytes:
    """Compressed, with a window that fits a report: to clear zlib's usual one takes longer than all that is done in it."""
    packer = zlib.compressobj(level=1, wbits=13, memLevel=6)
    return packer.compress(data) + packer.flush()


def unpack(blob: object) -> Report:
    """The report that `pack` made. Raises msgspec.DecodeError, zlib.error, TypeError."""
    return msgspec.json.decode(zlib.decompress(blob), type=Report)  # type: ignore[arg-type]
