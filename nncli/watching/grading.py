"""Grading one save twice: at once what the change can have touched, and then, while nothing else happens, the whole file.

The first answer is there in the time of one exercise. It leaves out the longest part of a wrong answer, the word about the learner's own
forward pass, and takes over what passed before and is as it was. The second one leaves nothing to chance.
"""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeVar

from msgspec.structs import replace as with_fields

from grader import wire
from grader.exercise.catalogue import entries
from grader.grade import Grader
from grader.report import ExerciseReport, Outcome, Report
from grader.sandbox.requests import needs_random, scan_request
from grader.submissions.files import SubmissionError
from grader.submissions.submission import Source, Submission, read
from nncli.watching.changes import Outline, outline, untouched
from nncli.watching.events import Event
from nncli.watching.interruption import Interruption

Answer = TypeVar("Answer")
LARGEST_READ_AHEAD = 1 << 17  # bytes: what Python reads in a moment


@dataclass(frozen=True)
class FirstReport:
    """The first answer: its report, and of its exercises those that were graded for it."""

    report: Report
    graded: tuple[ExerciseReport, ...]

    @property
    def is_whole(self) -> bool:
        """A second answer would be the same: all was graded, and nothing is wrong of which more could be said."""
        return self.graded == self.report.exercises and self.report.outcome is Outcome.PASSED


@dataclass(frozen=True)
class GradedFile:
    """A file as it was when all of it was graded: the modules beside it, its outline, and its report."""

    beside: Mapping[str, bytes]
    outline: Outline
    report: Report

    @property
    def names(self) -> dict[int, list[str]]:
        """By number what each exercise asks for."""
        attempted = {exercise.number for exercise in self.report.exercises}
        return {entry.number: entry.names for entry in entries() if entry.number in attempted}


@dataclass
class Regrader:
    """Remembers of each file with several exercises how it was when all of it was graded."""

    grader: Grader
    interruption: Interruption = field(default_factory=Interruption)
    last: dict[Path, GradedFile] = field(default_factory=dict)
    graded: Source | None = None  # last
    ready: dict[tuple[Path, str], FirstReport] = field(
        default_factory=dict
    )  # of one content: its answer, not asked for yet

    def get_ready(self) -> None:
        """Have a worker started for the next save, and read what was graded last: the next save is likely to be much the same."""
        if self.graded and not self.ready and len(self.graded.content) <= LARGEST_READ_AHEAD:
            rehearsal = wire.frame(scan_request(self.graded))
            self.grader.workers.lend_ahead(needs_random(self.graded), rehearsal=rehearsal)

    def ahead(self, path: Path) -> None:
        """Grade what lies there now, and keep the first answer for when it is asked for."""
        self.ready.clear()
        with contextlib.suppress(SubmissionError):
            submission = read(path)
            first = self._until_stopped(submission, lambda: self._first(path, submission), Event("written", path))
            if first is not None:
                self.ready[path, submission.sha256] = first

    def at_once(self, path: Path, submission: Submission) -> FirstReport | None:
        """The first answer; nothing where it was stopped."""
        known = self.ready.pop((path, submission.sha256), None)
        return known or self._until_stopped(submission, lambda: self._first(path, submission), *_changes(path))

    def whole(self, path: Path, submission: Submission) -> Report | None:
        """The second answer, with everything in it; nothing where it was stopped."""
        return self._until_stopped(submission, lambda: self._whole(path, submission), *_changes(path))

    def _until_stopped(self, submission: Submission, work: Callable[[], Answer], *until: Event) -> Answer | None:
        self.graded = submission.sources[0]
        answer = self.interruption.run(work, *until)
        if answer is None:
            self.grader.workers.renew()
        return answer

    def _first(self, path: Path, submission: Submission) -> FirstReport:
        passed = self._still_passed(path, submission)
        counted = frozenset(entry.number for entry in entries()) - {exercise.number for exercise in passed}
        grader = with_fields(self.grader, remarks=False, counted=counted if passed else None)
        report = grader.report(submission)
        every = sorted([*report.exercises, *passed], key=lambda exercise: exercise.number)
        first = FirstReport(with_fields(report, exercises=tuple(every)), report.exercises)
        if first.is_whole:
            self._keep(path, submission, report)
        return first

    def _whole(self, path: Path, submission: Submission) -> Report:
        report = self.grader.report(submission)
        self._keep(path, submission, report)
        return report

    def _keep(self, path: Path, submission: Submission, report: Report) -> None:
        self.last.pop(path, None)
        source = submission.sources[0]
        if path.suffix == ".py" and len(report.exercises) > 1 and (found := _outline(source)):
            self.last[path] = GradedFile(source.beside, found, report)

    def _still_passed(self, path: Path, submission: Submission) -> list[ExerciseReport]:
        """What passed before and cannot have changed; nothing where nothing else would be left to grade."""
        before, source = self.last.get(path), submission.sources[0]
        if before is None or before.beside != source.beside or not (found := _outline(source, before.outline)):
            return []
        same = untouched(before.outline, found, before.names)
        kept = [one for one in before.report.exercises if one.outcome is Outcome.PASSED and one.number in same]
        return kept if len(kept) < len(before.report.exercises) else []


def _changes(path: Path) -> tuple[Event, Event]:
    """After them nobody waits for an answer to what the file was."""
    return Event("written", path), Event("saved", path)


def _outline(source: Source, before: Outline | None = None) -> Outline | None:
    try:
        return outline(source.content.decode("utf-8"), before)
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return None
