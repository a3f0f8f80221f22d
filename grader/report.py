"""The report: frozen data that every format is written from.

Blame is part of the type: an Outcome says whose failure it is. `broken` is ours; every other one is about the submission.
"""

from __future__ import annotations

from collections.abc import Iterable
from enum import Enum

import msgspec
from msgspec.structs import force_setattr, replace

from grader import wire
from grader.derivation.steps.results import DerivationResult
from grader.text.cleaning import bound
from grader.text.labels import exercise_label, folder_label

# Characters. Whatever a learner controls enters a report by one of these fields, and is bounded and free of lone surrogates there.
MAX_NAME = 200  # of a place, a value, a file
MAX_SENTENCE = 700  # a reason, a note
MAX_PROBLEM = 8_000  # why nothing could be graded, with a line for each file
MAX_PRINTED = 1 << 16  # of all exercises together
MAX_FRAMES = 12
MAX_INPUT = 4_000  # of one input of a case
MAX_NOTES = 200


def bound_fields(part: msgspec.Struct, most: int, *names: str) -> None:
    """Bound the texts of a part of a report that is just being made; None stays None."""
    for name in names:
        text = getattr(part, name)
        if text and (len(text) > most or not text.isascii()):
            force_setattr(part, name, bound(text, most))


class Outcome(str, Enum):
    """The closed list. The order is that of `worst`: what the reader of a summary must know first."""

    BROKEN = "broken"  # our fault: spec, reference or grader
    TIMED_OUT = "timed_out"
    ENDED = "ended"  # the process died: exit, crash, memory
    RAISED = "raised"
    FAILED = "failed"  # a wrong value
    MISSING = "missing"  # not started, or the target is not defined
    PASSED = "passed"

    @property
    def words(self) -> str:
        return "timed out" if self is Outcome.TIMED_OUT else self.value


def worst(outcomes: list[Outcome]) -> Outcome:
    """The outcome of a whole: passed only if all are; missing if nothing but missing is wrong."""
    return min(outcomes, key=list(Outcome).index, default=Outcome.MISSING)


NOT_ANSWERED = "not answered"  # the reason of a part that is still as in the starter file


class Verdict(msgspec.Struct, frozen=True):
    """One case: its outcome and the evidence for it."""

    name: str
    outcome: Outcome
    reason: str = ""
    where: str | None = None
    got: str | None = None
    expected: str | None = None
    finite_difference: float | None = None
    error_bar: float | None = None
    score: float = 0.0
    max_score: float = 0.0
    note: str = ""
    inputs: dict[str, str] = msgspec.field(default_factory=dict)  # of a case that did not pass, as Python text
    shown_inputs: tuple[str, ...] = ()  # the same rounded, where they fit in a few lines
    frames: tuple[wire.Frame, ...] = ()
    digest: str = ""  # of the numbers of a wrong output; empty where there is none

    def __post_init__(self) -> None:
        bound_fields(self, MAX_NAME, "name", "where", "got", "expected")
        bound_fields(self, MAX_SENTENCE, "reason", "note")
        if self.frames:
            force_setattr(self, "frames", tuple(map(_bound_frame, self.frames[-MAX_FRAMES:])))


def _bound_frame(frame: wire.Frame) -> wire.Frame:
    return wire.Frame(
        bound(frame.file, 100), frame.line, bound(frame.function, 80), bound(frame.source, MAX_NAME), frame.times
    )


class NamedMistake(msgspec.Struct, frozen=True):
    target: str
    slug: str
    advice: str


class ToldMistake(msgspec.Struct, frozen=True):
    """One sentence, and all targets of which it is true."""

    slug: str
    targets: tuple[str, ...]
    advice: str


def told_once(mistakes: Iterable[NamedMistake]) -> list[ToldMistake]:
    """The mistakes for a reader: each sentence once."""
    targets: dict[tuple[str, str], list[str]] = {}
    for one in mistakes:
        targets.setdefault((one.slug, one.advice), []).append(one.target)
    return [ToldMistake(slug, tuple(names), advice) for (slug, advice), names in targets.items()]


class TargetReport(msgspec.Struct, frozen=True):
    name: str
    outcome: Outcome
    score: float
    max_score: float
    cases: tuple[Verdict, ...]
    derivation: DerivationResult | None = None  # line by line, where lines were written
    slope_distance: float | None = (
        None  # of right gradients, at most, from measured slopes; None where none was measured
    )


class ExerciseReport(msgspec.Struct, frozen=True):
    number: int
    slug: str
    title: str
    outcome: Outcome
    score: float
    max_score: float
    targets: tuple[TargetReport, ...]
    mistakes: tuple[NamedMistake, ...] = ()
    printed: str = ""
    not_started: bool = False
    source: str = ""  # the file that attempts it, where a folder was graded

    @property
    def label(self) -> str:
        """What a learner types: "3", or "course/3" for an exercise of a pack."""
        return exercise_label(self.number, self.slug)

    @property
    def folder_label(self) -> str:
        """Such as "03_multiply_gate", or "course/03_relu_gate"."""
        return folder_label(self.number, self.slug)

    @property
    def words(self) -> str:
        """The outcome for a reader: what is half done is unfinished, not missing."""
        return UNFINISHED if self.outcome is Outcome.MISSING and not self.not_started else self.outcome.words

    @property
    def told_mistakes(self) -> list[ToldMistake]:
        """The mistakes for a reader: each sentence once."""
        return told_once(self.mistakes)

    def __post_init__(self) -> None:
        bound_fields(self, MAX_NAME, "source")
        bound_fields(self, MAX_PRINTED, "printed")


UNFINISHED = "unfinished"
LEVELS = ("none", "partial", "strong")


class Isolation(msgspec.Struct, frozen=True):
    """How learners' code is confined: one of LEVELS, and a sentence about it."""

    level: str = "none"
    detail: str = ""

    @property
    def strength(self) -> int:
        return LEVELS.index(self.level)


def weakest(found: Iterable[Isolation]) -> Isolation:
    """The least of several isolations, by level; the first of equals."""
    return min(found, key=lambda one: one.strength)


def came_to_an_end(exercise: ExerciseReport) -> bool:
    """No case ran out of time or took its process with it: what is run once more, for a picture, will end too."""
    lost = (Outcome.TIMED_OUT, Outcome.ENDED, Outcome.BROKEN)
    return not any(case.outcome in lost for target in exercise.targets for case in target.cases)


class Report(msgspec.Struct, frozen=True):
    """One learner's submission, graded."""

    name: str
    sha256: str
    seed: int | None  # None where its reader may not know it
    version: str
    isolation: Isolation
    exercises: tuple[ExerciseReport, ...] = ()
    problem: str = ""  # why nothing could be graded
    notes: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        bound_fields(self, MAX_NAME, "name")
        bound_fields(self, MAX_PROBLEM, "problem")
        force_setattr(self, "notes", tuple(bound(note, MAX_SENTENCE) for note in self.notes[:MAX_NOTES]))
        left = MAX_PRINTED
        if sum(len(exercise.printed) for exercise in self.exercises) > left:
            kept = []
            for exercise in self.exercises:
                kept.append(replace(exercise, printed=bound(exercise.printed, left) if left else ""))
                left -= len(kept[-1].printed)
            force_setattr(self, "exercises", tuple(kept))

    @property
    def outcome(self) -> Outcome:
        outcomes = [exercise.outcome for exercise in self.exercises]
        return worst([*outcomes, Outcome.RAISED] if self.problem else outcomes)

    @property
    def words(self) -> str:
        """The outcome for a reader: what is half done is unfinished, not missing."""
        begun = any(not exercise.not_started for exercise in self.exercises)
        return UNFINISHED if self.outcome is Outcome.MISSING and begun else self.outcome.words

    @property
    def score(self) -> float:
        return round_points(sum(exercise.score for exercise in self.exercises))

    @property
    def max_score(self) -> float:
        return round_points(sum(exercise.max_score for exercise in self.exercises))

    @property
    def exit_status(self) -> int:
        """0 all passed, 1 something did not, 3 our own fault."""
        if self.outcome is Outcome.BROKEN:
            return 3
        return 0 if self.outcome is Outcome.PASSED else 1


def round_points(points: float) -> float:
    """Points to six decimals: a sum of thirds that is whole is whole again."""
    return round(float(points), 6)


def target_report(
    name: str, verdicts: list[Verdict], points: float, derivation: DerivationResult | None = None
) -> TargetReport:
    """A target's verdicts with its points shared evenly among them."""
    share = points / max(len(verdicts), 1)
    scored = tuple(
        replace(v, score=round_points(share) if v.outcome is Outcome.PASSED else 0.0, max_score=round_points(share))
        for v in verdicts
    )
    right = sum(v.outcome is Outcome.PASSED for v in verdicts)
    score = round_points(points * right / max(len(verdicts), 1))
    return TargetReport(name, worst([v.outcome for v in verdicts]), score, round_points(points), scored, derivation)


def is_idle(targets: list[TargetReport]) -> bool:
    """Every case of every target is missing: the exercise is not started."""
    return all(case.outcome is Outcome.MISSING for target in targets for case in target.cases)


def is_absent(targets: Iterable[TargetReport]) -> bool:
    """Nothing of the exercise is in the file: no target is defined."""
    return all(case.reason.endswith("is not defined") for target in targets for case in target.cases)


HANDED_IN = "handed in"  # the one case of what stands for an exercise that counts and was not handed in


def is_stand_in(exercise: ExerciseReport) -> bool:
    """It stands for an exercise that counts and was not handed in: nothing of it was graded."""
    return [case.name for target in exercise.targets for case in target.cases] == [HANDED_IN]


def exercise_report(
    number: int, slug: str, title: str, targets: list[TargetReport], mistakes: list[NamedMistake], printed: str = ""
) -> ExerciseReport:
    """The whole of an exercise: scores added up, "not started" where every target is missing."""
    outcome = worst([target.outcome for target in targets])
    score, full = round_points(sum(t.score for t in targets)), round_points(sum(t.max_score for t in targets))
    return ExerciseReport(
        number, slug, title, outcome, score, full, tuple(targets), tuple(mistakes), printed, is_idle(targets)
    )
