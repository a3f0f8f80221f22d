"""The judge of a kernel: workers that stay warm, questions that are prepared once, and an end with the kernel."""

from __future__ import annotations

import atexit
import os
from dataclasses import dataclass, field

from grader.exercise.catalogue import Entry
from grader.grade import Grader
from grader.judging.questions import Sheets
from grader.report import LEVELS, Isolation, Report
from grader.sandbox.opening import open_workers
from grader.sandbox.session import Clock
from grader.sandbox.workers import SandboxError, Workers
from grader.submissions.submission import Submission
from nncli.notebook.errors import CheckError, CheckStopped


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
            return Grader(workers, sheets, Clock(2.0, 10.0), isolation, only=only).report(submission)
        except KeyboardInterrupt:
            self.close()
            raise CheckStopped from None
        except SandboxError as error:
            self.close()
            raise CheckError(f"{error}\n\nhint: `nncli doctor` in a terminal may say why") from None

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
