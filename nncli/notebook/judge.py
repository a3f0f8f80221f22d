"""The judge of a kernel: workers that stay warm, questions that are prepared once, and an end with the kernel."""

from __future__ import annotations

import atexit
import contextlib
import os
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from grader.exercise.catalogue import CatalogueError, Entry, entries
from grader.grade import Grader
from grader.judging.questions import Sheets
from grader.report import LEVELS, Isolation, Report, came_to_an_end
from grader.sandbox.opening import open_workers
from grader.sandbox.session import Clock
from grader.sandbox.workers import SandboxError, Workers
from grader.submissions.submission import Submission
from nncli.notebook.errors import CheckError, CheckStopped

if TYPE_CHECKING:
    from grader.drawing.pictures import Picture

CLOCK = Clock(2.0, 10.0)


@dataclass
class KernelJudge:
    """One for each process: a kernel that was forked gets its own."""

    process: int = field(default_factory=os.getpid)
    workers: Workers | None = None
    sheets: dict[int, Sheets] = field(default_factory=dict)

    def report(self, submission: Submission, only: Entry | None, seed: int) -> Report:
        """Grade. An interrupt ends the workers, and the next check has new ones. Raises CheckError, CheckStopped."""
        try:
            workers = self._workers()
            isolation = Isolation(*workers.isolation)
            _refuse_below(isolation)
            sheets = self.sheets.setdefault(seed, Sheets(seed))
            return Grader(workers, sheets, CLOCK, isolation, only=only).report(submission)
        except KeyboardInterrupt:
            self.close()
            raise CheckStopped from None
        except SandboxError as error:
            self.close()
            raise CheckError(f"{error}\n\nhint: `nncli doctor` in a terminal may say why") from None

    def draw(self, submission: Submission, report: Report) -> dict[int, list[Picture]]:
        """The pictures of the exercises that were begun and came to an end; none where they cannot be drawn or were interrupted."""
        drawable = {
            exercise.number for exercise in report.exercises if not exercise.not_started and came_to_an_end(exercise)
        }
        pictures: dict[int, list[Picture]] = {}
        try:
            for entry in entries():
                if entry.number in drawable and report.seed is not None:
                    pictures[entry.number] = list(self._pictures_of(entry, submission, report.seed))
        except (KeyboardInterrupt, SandboxError):
            self.close()
        return pictures

    def _pictures_of(self, entry: Entry, submission: Submission, seed: int) -> Iterator[Picture]:
        from grader.drawing.data import DrawingError
        from grader.drawing.pictures import Wanted, submission_pictures

        sheets, wanted = self.sheets.setdefault(seed, Sheets(seed)), Wanted(entry, seed)
        with contextlib.suppress(DrawingError, CatalogueError):  # the report says why this cannot be run
            for _, picture in submission_pictures(submission, self._workers(), sheets, CLOCK, wanted):
                yield picture

    def _workers(self) -> Workers:
        if self.workers is None:
            self.workers = open_workers()
        return self.workers

    def close(self) -> None:
        """End the workers."""
        if self.workers is not None and self.process == os.getpid():
            self.workers.close()
        self.workers = None


def _refuse_below(isolation: Isolation) -> None:
    """What one has run oneself may run with partial protection; NNCLI_REQUIRE_ISOLATION asks for more."""
    required = os.environ.get("NNCLI_REQUIRE_ISOLATION", "none")
    if required in LEVELS and isolation.strength < LEVELS.index(required):
        raise CheckError(f"your code would run with isolation {isolation.detail}, and {required} is required")


_judges: list[KernelJudge] = []


def kernel_judge() -> KernelJudge:
    """The judge of this process."""
    if not _judges or _judges[-1].process != os.getpid():
        _judges[:] = [KernelJudge()]
        atexit.register(_judges[0].close)
    return _judges[0]
