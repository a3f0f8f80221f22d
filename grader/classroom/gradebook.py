"""The gradebook: a SQLite file that holds every attempt of a class with its whole report.

One transaction a submission, behind a write-ahead log: whatever ends the run, the file holds every attempt that was graded, whole, and
none twice. An attempt is one content of one learner. It is graded again only if something that decides its marks has changed.
"""

from __future__ import annotations

import sqlite3
import zlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timezone
from pathlib import Path

import msgspec

from grader.report import Report, round_points

SCHEMA = 1
APPLICATION = 0x6E6E636C  # "nncl": marks the file as one of ours
BUSY_SECONDS = 10.0

TABLES = """
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
"""
# The attempt of each learner that counts; {order} is the policy.
COUNTING = """
SELECT * FROM (
    SELECT id, learner, name, system_id, graded_at, outcome, score, max_score, late_factor,
           row_number() OVER (PARTITION BY learner ORDER BY {order}) AS place FROM attempts
) WHERE place = 1
"""
ORDERS = {"best": "score * late_factor DESC, turn DESC", "last": "turn DESC"}


class GradebookError(Exception):
    """The file is not a gradebook, comes from a newer program, or cannot be written; the text says what to do."""


@dataclass(frozen=True)
class Attempt:
    """One row: what a class table shows of an attempt. `counted` is the score after lateness."""

    id: int
    learner: str
    name: str
    system_id: str
    graded_at: str
    outcome: str
    score: float
    max_score: float
    late_factor: float

    @property
    def counted(self) -> float:
        return round_points(self.score * self.late_factor)


@dataclass(frozen=True)
class Key:
    """What decides the marks of an attempt beside its content: grading again is needed only where it differs."""

    settings: str  # version of the program, seed, limits, which exercises count
    exercises: Mapping[int, str]  # version of each exercise


@dataclass(frozen=True)
class PassRate:
    number: int
    slug: str
    attempts: int
    passed: int
    score: float
    max_score: float


class Gradebook:
    """An open gradebook. Every method raises GradebookError where the file fails."""

    def __init__(self, path: Path, create: bool = True) -> None:
        self.path = path
        if not create and not path.exists():
            raise GradebookError(f"{path}: there is no such gradebook; `nncli grade-all` writes one")
        with self._name_failures():
            self.rows = sqlite3.connect(path, timeout=BUSY_SECONDS, isolation_level=None)
            self._open()

    def _open(self) -> None:
        found = self.rows.execute("PRAGMA user_version").fetchone()[0]
        application = self.rows.execute("PRAGMA application_id").fetchone()[0]
        empty = not self.rows.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]
        if not empty and application != APPLICATION:
            raise GradebookError(f"{self.path}: this is a database of another program, not a gradebook")
        if found > SCHEMA:
            raise GradebookError(
                f"{self.path}: written by a newer nncli (form {found}, this one reads {SCHEMA}); update nncli"
            )
        self.rows.execute("PRAGMA journal_mode = WAL")
        self.rows.execute("PRAGMA synchronous = NORMAL")
        self.rows.execute("PRAGMA foreign_keys = ON")
        if empty:
            with self._transaction():
                for statement in TABLES.split(";\n"):
                    self.rows.execute(statement)
                self.rows.execute(f"PRAGMA application_id = {APPLICATION}")
                self.rows.execute(f"PRAGMA user_version = {SCHEMA}")

    def close(self) -> None:
        """Fold the log into the file, so that the file alone can be copied."""
        with self._name_failures():
            self.rows.close()

    def __enter__(self) -> Gradebook:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    @contextmanager
    def _name_failures(self) -> Iterator[None]:
        try:
            yield
        except sqlite3.Error as error:
            raise GradebookError(f"{self.path}: {_words(error)}") from None

    @contextmanager
    def _transaction(self) -> Iterator[None]:
        """All of it or nothing. Where the disk is full, SQLite may already have rolled back by itself."""
        with self._name_failures():
            self.rows.execute("BEGIN IMMEDIATE")
            try:
                yield
                self.rows.execute("COMMIT")
            except BaseException:
                if self.rows.in_transaction:
                    self.rows.execute("ROLLBACK")
                raise

    # ----------------------------------------------------------------------------------------------------------------- writing

    def class_seed(self, draw: Callable[[], int]) -> int:
        """The seed that was drawn for this class; drawn now, and kept, where there is none yet."""
        with self._transaction():
            self.rows.execute("CREATE TABLE IF NOT EXISTS drawn (seed INTEGER NOT NULL)")
            row = self.rows.execute("SELECT seed FROM drawn").fetchone()
            if row is None:
                row = (draw(),)
                self.rows.execute("INSERT INTO drawn VALUES (?)", row)
            return int(row[0])

    def is_current(self, learner: str, sha256: str, key: Key) -> bool:
        """This content of this learner is graded, and nothing that decides its marks has changed since."""
        with self._name_failures():
            row = self.rows.execute(
                "SELECT id, settings FROM attempts WHERE learner = ? AND sha256 = ?", (learner, sha256)
            ).fetchone()
            if row is None or row[1] != key.settings:
                return False
            versions = self.rows.execute("SELECT number, version FROM exercises WHERE attempt = ?", (row[0],))
            return all(key.exercises.get(number) == version for number, version in versions)

    def keep(self, learner: str, sha256: str, late_factor: float) -> None:
        """An attempt that stands as it is: it is its learner's last one now. Writes only where that is news."""
        with self._name_failures():
            last, factor = self.rows.execute(
                "SELECT turn = (SELECT max(turn) FROM attempts WHERE learner = :learner), late_factor FROM attempts"
                " WHERE learner = :learner AND sha256 = :sha256",
                {"learner": learner, "sha256": sha256},
            ).fetchone()
            if not last or factor != late_factor:
                self.rows.execute(
                    "UPDATE attempts SET turn = (SELECT max(turn) + 1 FROM attempts), late_factor = ?"
                    " WHERE learner = ? AND sha256 = ?",
                    (late_factor, learner, sha256),
                )

    def record(self, report: Report, key: Key, name: str = "", system_id: str = "", late_factor: float = 1.0) -> None:
        """Write an attempt with everything that belongs to it, in the place of an earlier grading of the same content."""
        packed = _pack(msgspec.json.encode(report))
        now = datetime.now(timezone.utc).isoformat(timespec="seconds")
        with self._transaction():
            self.rows.execute("DELETE FROM attempts WHERE learner = ? AND sha256 = ?", (report.name, report.sha256))
            attempt = self.rows.execute(
                "INSERT INTO attempts (learner, name, system_id, turn, graded_at, sha256, settings, version, seed, outcome,"
                " score, max_score, late_factor, report)"
                " VALUES (?, ?, ?, (SELECT coalesce(max(turn), 0) + 1 FROM attempts), ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                (report.name, name or report.name, system_id, now, report.sha256, key.settings, report.version, report.seed,
                 report.outcome.value, report.score, report.max_score, late_factor, packed),
            ).lastrowid  # fmt: skip
            self.rows.executemany(
                "INSERT INTO exercises VALUES (?, ?, ?, ?, ?, ?, ?)",
                [
                    (attempt, e.number, e.slug, key.exercises.get(e.number, ""), e.outcome.value, e.score, e.max_score)
                    for e in report.exercises
                ],
            )
            self.rows.executemany(
                "INSERT INTO mistakes VALUES (?, ?, ?, ?)",
                [(attempt, e.number, m.target, m.slug) for e in report.exercises for m in e.mistakes],
            )

    # ----------------------------------------------------------------------------------------------------------------- reading

    def attempts(self, policy: str) -> list[Attempt]:
        """The attempt of each learner that counts, by the learners' keys."""
        return self._attempts(COUNTING.format(order=ORDERS[policy]) + " ORDER BY learner")

    def history(self, learner: str) -> list[Attempt]:
        """All attempts of a learner, the last one last."""
        return self._attempts("SELECT * FROM attempts WHERE learner = ? ORDER BY turn", (learner,))

    def _attempts(self, query: str, values: tuple[str, ...] = ()) -> list[Attempt]:
        fields = "id, learner, name, system_id, graded_at, outcome, score, max_score, late_factor"
        with self._name_failures():
            return [Attempt(*row) for row in self.rows.execute(f"SELECT {fields} FROM ({query})", values)]

    def report(self, attempt: Attempt) -> Report:
        """The whole report of an attempt."""
        with self._name_failures():
            packed = self.rows.execute("SELECT report FROM attempts WHERE id = ?", (attempt.id,)).fetchone()[0]
        try:
            return msgspec.json.decode(zlib.decompress(packed), type=Report)
        except (msgspec.DecodeError, zlib.error) as error:
            raise GradebookError(f"{self.path}: the report of {attempt.learner} is damaged ({error})") from None

    def reports(self, attempts: Iterable[Attempt]) -> Iterator[Report]:
        """Their reports, one at a time."""
        return map(self.report, attempts)

    def pass_rates(self, policy: str) -> list[PassRate]:
        """Of each exercise, over the attempts that count."""
        query = f"""
        SELECT number, slug, count(*), sum(exercises.outcome = 'passed'), sum(exercises.score), sum(exercises.max_score)
        FROM exercises JOIN ({COUNTING.format(order=ORDERS[policy])}) AS counting ON attempt = counting.id GROUP BY number, slug
        """
        with self._name_failures():
            return [PassRate(*row) for row in self.rows.execute(query)]

    def mistakes(self, policy: str) -> list[tuple[int, str, str, int]]:
        """(exercise, target, slug, how many learners), the most frequent first."""
        query = f"""
        SELECT number, target, slug, count(DISTINCT learner) AS learners
        FROM mistakes JOIN ({COUNTING.format(order=ORDERS[policy])}) AS counting ON attempt = counting.id
        GROUP BY number, target, slug ORDER BY learners DESC, number, target, slug
        """
        with self._name_failures():
            return list(self.rows.execute(query))


def _pack(data: bytes) -> bytes:
    """Compressed, with a window that fits a report: to clear zlib's usual one takes longer than all that is done in it."""
    packer = zlib.compressobj(level=1, wbits=13, memLevel=6)
    return packer.compress(data) + packer.flush()


def _words(error: sqlite3.Error) -> str:
    text = str(error)
    if "not a database" in text:
        return "this is not a gradebook"
    if "full" in text or "I/O" in text:
        return f"it cannot be written ({text}); everything that was written before is whole"
    if "locked" in text:
        return "another run is writing to it; wait until that is done"
    if "unable to open" in text:
        return "it cannot be opened or created there"
    return text
