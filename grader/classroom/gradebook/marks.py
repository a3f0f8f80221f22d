"""What an assignment makes of the attempts of a learner: points, lateness, what a teacher has decided, and which attempt counts."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timezone

from msgspec import Struct, field

from grader.classroom.assignment import Assignment, Policy
from grader.classroom.gradebook.corrections import Word
from grader.exercise import catalogue
from grader.report import UNFINISHED, Outcome, round_points, worst
from grader.submissions.people import Person


class ExerciseFact(Struct, frozen=True):
    """One exercise of an attempt as it was graded, in its own points."""

    number: int
    slug: str
    outcome: Outcome
    started: bool
    score: float
    max_score: float


class Attempt(Struct, frozen=True):
    """One content that a learner handed in, as it was graded."""

    id: int
    learner: str
    turn: int
    graded_at: str
    handed_in: datetime | None
    marked_late: bool | None  # as the system says that took it; None where it says nothing
    late_factor: float | None  # of a gradebook that kept no dates
    problem: bool
    settings: str
    graded: frozenset[int] | None  # the exercises that were looked for; None for all
    entry: str
    exercises: tuple[ExerciseFact, ...]


class ExerciseMark(Struct, frozen=True):
    """What one exercise counts."""

    number: int
    slug: str
    outcome: Outcome
    started: bool
    score: float
    max_score: float
    factor: float = 1.0
    is_set: bool = False

    @property
    def counted(self) -> float:
        """Points after lateness."""
        return round_points(self.score * self.factor)


NOBODY = Word()


class Standing(Struct, frozen=True):
    """One learner: the attempt that counts (None where nothing was handed in) and what it counts."""

    learner: str
    person: Person = field(default_factory=Person)
    attempt: Attempt | None = None
    marks: tuple[ExerciseMark, ...] = ()
    word: Word = field(default_factory=Word)
    number: int = 0  # which of the learner's attempts it is, from 1
    is_excused: bool = False
    days_unknown: bool = False  # late, and nobody knows how much
    date_unknown: bool = False  # the rules ask for a date, and there is none

    @property
    def name(self) -> str:
        return self.person.name or self.learner

    @property
    def outcome(self) -> Outcome:
        if self.attempt and self.attempt.problem:
            return Outcome.RAISED
        return worst([mark.outcome for mark in self.marks])

    @property
    def words(self) -> str:
        """For a reader: what cannot be read is not graded, what is half done is unfinished; missing is who handed in nothing."""
        begun = any(mark.started for mark in self.marks)
        if self.is_excused:
            return "excused"
        if self.attempt and self.attempt.problem and not begun:
            return "not graded"
        return UNFINISHED if begun and self.outcome is Outcome.MISSING else self.outcome.words

    @property
    def score(self) -> float:
        """Points before lateness."""
        return round_points(sum((mark.score for mark in self.marks), 0.0))

    @property
    def counted(self) -> float:
        """Points after lateness, and after what a teacher has decided."""
        return round_points(sum((mark.counted for mark in self.marks), 0.0))

    @property
    def max_score(self) -> float:
        return round_points(sum((mark.max_score for mark in self.marks), 0.0))

    @property
    def late_factor(self) -> float:
        """The share that lateness leaves: that of all exercises, or, where they differ, of the points."""
        factors = {mark.factor for mark in self.marks if not mark.is_set}
        if len(factors) == 1:
            return factors.pop()
        return round_points(self.counted / self.score) if self.score else min(factors, default=1.0)


class MarkingRules:
    """An assignment, ready to be held against the attempts of a class."""

    def __init__(self, assignment: Assignment) -> None:
        self.assignment, self.late = assignment, assignment.late
        self.points = assignment.listed
        self.due = assignment.due_dates
        self.slugs = {entry.number: entry.slug for entry in assignment.points}

    def standing(
        self, learner: str, person: Person, attempts: list[Attempt], word: Word = NOBODY, policy: Policy | None = None
    ) -> Standing:
        """`attempts` are one learner's, in the order in which they were graded; the last is so by its date, where all have one."""
        if not attempts:
            return Standing(learner, person, None, self.marks(None, word), word, 0, 0 in word.excused)
        marks = [self.of_attempt(learner, person, one, word, number) for number, one in enumerate(attempts, 1)]
        last = marks[_place_of_last(attempts)]
        if (policy or self.assignment.policy) == "last":
            return last
        return max(marks, key=lambda one: (one.counted, one is last, one.number))

    def of_attempt(self, learner: str, person: Person, attempt: Attempt, word: Word, number: int) -> Standing:
        """What one attempt counts."""
        marks = self.marks(attempt, word)
        unknown = bool(self.late) and attempt.handed_in is None and attempt.late_factor is None
        return Standing(
            learner, person, attempt, marks, word, number, 0 in word.excused,
            days_unknown=unknown and attempt.marked_late is True, date_unknown=unknown and attempt.marked_late is None,
        )  # fmt: skip

    def marks(self, attempt: Attempt | None, word: Word) -> tuple[ExerciseMark, ...]:
        """One mark for each exercise that counts for this learner, by number."""
        graded = {one.number: one for one in attempt.exercises} if attempt else {}
        numbers = sorted(set(self.points or graded) | set(word.points) - {0})
        if 0 in word.excused:
            return ()
        return tuple(self._mark(n, graded.get(n), attempt, word) for n in numbers if n not in word.excused)

    def _mark(self, number: int, fact: ExerciseFact | None, attempt: Attempt | None, word: Word) -> ExerciseMark:
        full = self.points.get(number, fact.max_score if fact else own_points(number))
        outcome, started = (fact.outcome, fact.started) if fact else (Outcome.MISSING, False)
        slug = fact.slug if fact else self.slugs.get(number) or own_slug(number)
        if number in word.points:
            points = word.points[number]
            outcome = Outcome.PASSED if points >= full else outcome if outcome is not Outcome.PASSED else Outcome.FAILED
            return ExerciseMark(number, slug, outcome, started, points, full, 1.0, True)
        scale = full / fact.max_score if fact and fact.max_score else 0.0
        score = round_points(fact.score * scale) if fact else 0.0
        return ExerciseMark(number, slug, outcome, started, score, full, self._factor(number, attempt, word))

    def _factor(self, number: int, attempt: Attempt | None, word: Word) -> float:
        """What lateness leaves of an exercise. A date that nobody knows costs nothing; "late" without a date costs one day."""
        if attempt is None:
            return 1.0
        if self.late is None:
            return 1.0 if attempt.late_factor is None else attempt.late_factor
        due, extended = self.due.get(number, self.late.due), word.due.get(number) or word.due.get(0)
        if attempt.handed_in is not None:
            return self.late.factor(attempt.handed_in, extended or due)
        if extended is not None:
            return 1.0
        if attempt.late_factor is not None:
            return attempt.late_factor
        return self.late.factor_of_days(1) if attempt.marked_late else 1.0


def _place_of_last(attempts: list[Attempt]) -> int:
    """The place of the attempt that was handed in last; a time without a zone is taken as UTC."""
    if not all(one.handed_in for one in attempts):
        return len(attempts) - 1
    moments = [one.handed_in.replace(tzinfo=one.handed_in.tzinfo or timezone.utc) for one in attempts if one.handed_in]
    return max(range(len(moments)), key=lambda place: (moments[place], place))


def own_points(number: int) -> float:
    """The points of an exercise where no assignment says; 0 where there is none of this number."""
    return next((entry.points for entry in _entries_of(number)), 0.0)


def own_slug(number: int) -> str:
    """The slug of an exercise; its number where there is none."""
    return next((entry.slug for entry in _entries_of(number)), str(number))


def _entries_of(number: int) -> Iterable[catalogue.Entry]:
    return (entry for entry in catalogue.entries() if entry.number == number)
