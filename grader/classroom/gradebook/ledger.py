"""The rows of a gradebook: attempts with their reports, the people of a course, and what a person has said of them."""

from __future__ import annotations

import zlib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import datetime, timezone
from types import MappingProxyType

import msgspec
from msgspec import Struct

from grader.classroom.copies import Fingerprint
from grader.classroom.gradebook.corrections import Correction, Kind
from grader.classroom.gradebook.marks import Attempt, ExerciseFact
from grader.classroom.gradebook.schema import exercise_row, pack, unpack
from grader.classroom.gradebook.store import GradebookError, Store
from grader.classroom.gradebook.unnamed import unnamed_targets
from grader.report import Outcome, Report, is_stand_in
from grader.submissions.people import Person


class Key(Struct, frozen=True):
    """What decides the marks of an attempt beside its content: grading again is needed only where it differs."""

    settings: str  # version of the program, seed, limits
    exercises: Mapping[int, str]  # version of each exercise
    counted: frozenset[int] | None = None  # the exercises that are looked for; None for all


MARKS_OF_TIME = (None, True, False)  # as they are kept: 0 where a system says nothing, 1 late, 2 in time


class HandIn(Struct, frozen=True):
    """What the system that took an attempt says of it."""

    handed_in: datetime | None = None
    marked_late: bool | None = None  # None where the system says nothing
    entry: str = ""  # the names of its files

    @property
    def row(self) -> tuple[str, int, str]:
        return (self.handed_in.isoformat() if self.handed_in else "", MARKS_OF_TIME.index(self.marked_late), self.entry)


NO_HAND_IN = HandIn()


class Ledger(Store):
    """What is written and read, before any rule is held against it. Every method raises GradebookError where the file fails."""

    # ----------------------------------------------------------------------------------------------------------------- writing

    def class_seed(self, draw: Callable[[], int]) -> int:
        """The seed that was drawn for this class; drawn now, and kept, where there is none yet."""
        with self.transaction():
            self.rows.execute("CREATE TABLE IF NOT EXISTS drawn (seed INTEGER NOT NULL)")
            row = self.rows.execute("SELECT seed FROM drawn").fetchone()
            if row is None:
                row = (draw(),)
                self.rows.execute("INSERT INTO drawn VALUES (?)", row)
            return int(row[0])

    @property
    def drawn_seed(self) -> int | None:
        """The seed that was drawn for this class; None where there is none."""
        with self.name_failures():
            if not self.rows.execute("SELECT 1 FROM sqlite_master WHERE name = 'drawn'").fetchone():
                return None
            row = self.rows.execute("SELECT seed FROM drawn").fetchone()
        return int(row[0]) if row else None

    def is_current(self, learner: str, sha256: str, key: Key) -> bool:
        """This content of this learner is graded, and nothing that decides its marks has changed since."""
        with self.name_failures():
            row = self.rows.execute(
                "SELECT id, settings, graded FROM attempts WHERE learner = ? AND sha256 = ?", (learner, sha256)
            ).fetchone()
            if row is None:
                return False
            versions = self.rows.execute("SELECT number, version FROM exercises WHERE attempt = ?", (row[0],))
            return is_fit(row[1], _numbers_of(row[2]), versions.fetchall(), key)

    def keep(self, learner: str, sha256: str, hand_in: HandIn = NO_HAND_IN) -> None:
        """Make an attempt that is graded already its learner's last one. Writes only where it was not."""
        words = {"learner": learner, "sha256": sha256}
        with self.name_failures():
            last, *before = self.rows.execute(
                "SELECT turn = (SELECT max(turn) FROM attempts WHERE learner = :learner), handed_in, marked_late, entry"
                " FROM attempts WHERE learner = :learner AND sha256 = :sha256",
                words,
            ).fetchone()
            if last and tuple(before) == hand_in.row:
                return
            names = dict(zip(("handed_in", "marked_late", "entry"), hand_in.row, strict=True))
            turn = "turn" if last else "(SELECT max(turn) + 1 FROM attempts)"
            self.rows.execute(
                f"UPDATE attempts SET turn = {turn}, handed_in = :handed_in, marked_late = :marked_late, entry = :entry,"
                " late_factor = NULL WHERE learner = :learner AND sha256 = :sha256",
                words | names,
            )

    def record(
        self,
        report: Report,
        key: Key,
        person: Person | None = None,
        hand_in: HandIn = NO_HAND_IN,
        texts: Mapping[int, Fingerprint] = MappingProxyType({}),
    ) -> int:
        """Write an attempt with everything that belongs to it, in the place of an earlier grading of the same content; its id."""
        packed = pack(msgspec.json.encode(report))
        now = datetime.now(timezone.utc).isoformat(timespec="seconds")
        graded = "" if key.counted is None else msgspec.json.encode(sorted(key.counted)).decode()
        exercises = [one for one in report.exercises if not is_stand_in(one)]
        with self.transaction():
            self.rows.execute("DELETE FROM attempts WHERE learner = ? AND sha256 = ?", (report.name, report.sha256))
            attempt = self.rows.execute(
                "INSERT INTO attempts (learner, turn, graded_at, sha256, settings, graded, version, seed, problem,"
                " handed_in, marked_late, entry, report)"
                " VALUES (?, (SELECT coalesce(max(turn), 0) + 1 FROM attempts), ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                (report.name, now, report.sha256, key.settings, graded, report.version, report.seed,
                 bool(report.problem), *hand_in.row, packed),
            ).lastrowid  # fmt: skip
            self._insert("exercises", [exercise_row(attempt, one, key.exercises) for one in exercises])
            self._insert("mistakes", [(attempt, e.number, m.target, m.slug) for e in exercises for m in e.mistakes])
            self._insert("texts", list(_text_rows(attempt, texts)))
            self._insert("unnamed", [(attempt, *one) for one in unnamed_targets(report)])
            self._introduce(report.name, person)
        assert attempt is not None
        return attempt

    def _insert(self, table: str, rows: Sequence[tuple[object, ...]]) -> None:
        """Whole rows; most tables get none of a right answer."""
        if rows:
            self.rows.executemany(f"INSERT INTO {table} VALUES ({', '.join('?' * len(rows[0]))})", rows)

    def _introduce(self, learner: str, person: Person | None) -> None:
        if person is not None:
            text = msgspec.json.encode(person).decode()
            self.rows.execute(
                "INSERT INTO people VALUES (?, ?, 0) ON CONFLICT (learner) DO UPDATE SET person = excluded.person",
                (learner, text),
            )

    def enrol(self, people: Mapping[str, Person]) -> None:
        """Everyone of the class list by key, in the place of an earlier list; who has handed something in stays in any case."""
        rows = [(key, msgspec.json.encode(person).decode()) for key, person in people.items()]
        with self.transaction():
            self.rows.execute("DELETE FROM people WHERE listed AND learner NOT IN (SELECT learner FROM attempts)")
            self.rows.execute("UPDATE people SET listed = 0")
            self.rows.executemany(
                "INSERT INTO people VALUES (?, ?, 1) ON CONFLICT (learner) DO UPDATE SET person = excluded.person, listed = 1",
                rows,
            )

    def correct(self, learner: str, kind: Kind, value: str = "", why: str = "", exercise: int = 0) -> None:
        """Write a person's word about a learner."""
        now = datetime.now(timezone.utc).isoformat(timespec="seconds")
        with self.transaction():
            self.rows.execute(
                "INSERT INTO corrections (learner, kind, exercise, value, why, written_at, undone_at)"
                " VALUES (?, ?, ?, ?, ?, ?, '')",
                (learner, kind, exercise, value, why, now),
            )

    def undo(self, correction: int) -> None:
        """An entry that does not stand any more; it is kept."""
        now = datetime.now(timezone.utc).isoformat(timespec="seconds")
        with self.transaction():
            self.rows.execute("UPDATE corrections SET undone_at = ? WHERE id = ?", (now, correction))

    # ----------------------------------------------------------------------------------------------------------------- reading

    @property
    def corrections(self) -> list[Correction]:
        """Every word that a person wrote, in order; those that were undone too."""
        with self.name_failures():
            return [Correction(*row) for row in self.rows.execute("SELECT * FROM corrections ORDER BY id")]

    @property
    def people(self) -> dict[str, Person]:
        """Everyone who is known, by key: who has handed something in, and who is on the class list."""
        with self.name_failures():
            people = {learner: msgspec.json.decode(text, type=Person) for learner, text in self._people()}
            for (learner,) in self.rows.execute("SELECT DISTINCT learner FROM attempts"):
                people.setdefault(learner, Person())
        return people

    @property
    def authors(self) -> dict[str, Person]:
        """Everyone who has handed something in, by key."""
        with self.name_failures():
            keys = {learner for (learner,) in self.rows.execute("SELECT DISTINCT learner FROM attempts")}
        return {key: person for key, person in self.people.items() if key in keys}

    def _people(self) -> Iterable[tuple[str, str]]:
        return self.rows.execute(
            "SELECT learner, person FROM people WHERE listed OR learner IN (SELECT learner FROM attempts)"
        )

    def texts_by_exercise(self, attempts: Iterable[int]) -> Iterator[tuple[int, list[tuple[int, Fingerprint]]]]:
        """(exercise, [(attempt, text)]) of these attempts, one exercise at a time: a class of any size fits into memory."""
        wanted = set(attempts)
        with self.name_failures():
            places: dict[int, list[int]] = {}
            for place, attempt, number in self.rows.execute("SELECT rowid, attempt, number FROM texts"):
                if attempt in wanted:
                    places.setdefault(number, []).append(place)
            for number in sorted(places):
                yield number, [self._text(place) for place in places[number]]

    def _text(self, place: int) -> tuple[int, Fingerprint]:
        fields = "SELECT attempt, digest, size, prints FROM texts WHERE rowid = ?"
        attempt, digest, size, prints = self.rows.execute(fields, (place,)).fetchone()
        return attempt, Fingerprint(digest, size, frozenset(msgspec.json.decode(prints, type=list[int])))

    def text_digests(self) -> Iterator[tuple[int, int, str, int]]:
        """(attempt, exercise, digest, size) of everything that was handed in."""
        with self.name_failures():
            yield from self.rows.execute("SELECT attempt, number, digest, size FROM texts")

    def stored_attempts(self) -> Iterator[Attempt]:
        """Every attempt, in the order of hand-in."""
        with self.name_failures():
            exercises: dict[int, list[ExerciseFact]] = {}
            facts = "attempt, number, slug, outcome, started, score, max_score"
            for attempt, number, slug, outcome, started, score, full in self.rows.execute(
                f"SELECT {facts} FROM exercises ORDER BY attempt, number"
            ):
                fact = ExerciseFact(number, slug, Outcome(outcome), bool(started), score, full)
                exercises.setdefault(attempt, []).append(fact)
            fields = (
                "id, learner, turn, graded_at, handed_in, marked_late, late_factor, problem, settings, graded, entry"
            )
            for row in self.rows.execute(f"SELECT {fields} FROM attempts ORDER BY turn"):
                moment = datetime.fromisoformat(row[4]) if row[4] else None
                yield Attempt(
                    row[0], row[1], row[2], row[3], moment, MARKS_OF_TIME[row[5]], row[6], bool(row[7]), row[8],
                    _numbers_of(row[9]), row[10], tuple(exercises.get(row[0], ())),
                )  # fmt: skip

    def stored_report(self, attempt: Attempt) -> Report:
        """The whole report of an attempt, as it was graded."""
        with self.name_failures():
            packed = self.rows.execute("SELECT report FROM attempts WHERE id = ?", (attempt.id,)).fetchone()[0]
        try:
            return unpack(packed)
        except (msgspec.DecodeError, zlib.error) as error:
            raise GradebookError(f"{self.path}: the report of {attempt.learner} is damaged ({error})") from None


def _text_rows(attempt: object, texts: Mapping[int, Fingerprint]) -> Iterator[tuple[object, ...]]:
    for number, one in texts.items():
        yield attempt, number, one.digest, one.size, msgspec.json.encode(sorted(one.prints))


def is_fit(settings: str, graded: frozenset[int] | None, versions: Iterable[tuple[int, str]], key: Key) -> bool:
    """An attempt that was graded so need not be graded again."""
    if settings != key.settings or not all(key.exercises.get(number) == version for number, version in versions):
        return False
    return graded is None or (key.counted is not None and key.counted <= graded)


def _numbers_of(text: str) -> frozenset[int] | None:
    return frozenset(msgspec.json.decode(text, type=list[int])) if text else None
