"""One file, asked about one exercise, in as many workers as it takes: a case that hangs or crashes costs that case only."""

from __future__ import annotations

import time
from collections.abc import Iterable, Mapping

import msgspec

from grader import wire
from grader.report import Outcome
from grader.sandbox.budget import Budget, OutOfTurn, Span
from grader.sandbox.channel import Ended, TimedOut
from grader.sandbox.foreseen import Foreseen
from grader.sandbox.observation import Observation, answered, not_loaded
from grader.sandbox.requests import load_request, needs_random, scan_request
from grader.sandbox.spawn import NOT_FORKED
from grader.sandbox.workers import MachineFault, SandboxError, Vanished, Worker, Workers
from grader.submissions.submission import Source

# Seconds between asking for a worker where the machine has none to give: what others have taken of it may be free again.
PAUSES = (0.05, 0.1, 0.2, 0.4, 0.8, 1.0, 1.5, 2.0, 2.0, 2.0, 2.0)
MAX_REPLIES = 16 << 20  # bytes: the judge keeps every answer of an exercise until it is judged


CASE_WALL, SUBMISSION_WALL = 5.0, 3.0
HARDLY = 0.02  # of the time on the wall: who computes less than that waits, however busy the machine is


class Clock(msgspec.Struct, frozen=True):
    """The judge's times in seconds: for one case, and for all that is run of one submission in one exercise.

    They are of computing. On the wall a case may take CASE_WALL and a submission SUBMISSION_WALL times as long, so that a busy machine
    fails nobody; where the computing cannot be measured, the wall alone counts.
    """

    case: float = 2.0
    submission: float = 10.0

    @property
    def whole(self) -> float:
        """For all files and exercises of a submission: six exercises that hang, or two thousand that are right."""
        return 6 * self.submission


class NoWorker(Exception):
    """The machine has no worker to give."""


class Session(msgspec.Struct):
    """Starts workers for one source. `stopped` is what every further case is told once the file itself cannot be run."""

    workers: Workers
    source: Source
    clock: Clock
    worker: Worker | None = None
    scanned: wire.Scanned | None = None
    code: bytes = b""  # of the file, as an earlier worker has compiled it
    probe: str = ""
    loaded: bool = False
    has_run: bool = False  # in an earlier worker: what it did once it can do again
    stopped: Observation | None = None
    never_ran: Observation | None = None
    printed: list[str] = msgspec.field(default_factory=list)
    spent: float = 0.0  # seconds of computing, of which what a worker only waited is taken off when it is looked at
    wall: float = 0.0
    received: int = 0
    waited: bool = False  # the case that timed out hardly computed
    budget: Budget = msgspec.field(default_factory=Budget)
    foreseen: Foreseen = msgspec.field(default_factory=Foreseen)

    def scan(self) -> wire.Scanned:
        """What the file defines, found in the worker, before any of its code runs. Raises SandboxError."""
        if self.budget.left() <= 0:
            self.scanned = wire.Scanned([], f"not read: {self.budget.sentence}")
            return self.scanned
        try:
            reply = self._ask(scan_request(self.source), min(self.clock.submission, self.budget.left()))
            if not isinstance(reply, wire.Scanned):
                raise wire.WireError("an answer of another form")
            self.scanned = reply
        except TimedOut:
            self.scanned = wire.Scanned([], "Python needs too long to read it")
        except (Ended, wire.WireError):
            if self.worker is not None and self.worker.is_unconfined:
                raise MachineFault("a worker could not confine itself; `nncli doctor` may say why") from None
            self.scanned = wire.Scanned([], "Python cannot read it: its nesting overflows the parser")
        return self.scanned

    def begin(self, probe: str) -> None:
        """Run the file, so that it can be asked about an exercise whose own probes are `probe`."""
        self.probe = probe
        if self.stopped is None:
            self._load()
        self.never_ran = self.stopped

    def again(self, workers: Workers) -> Session:
        """The same file for another exercise; one that cannot be run is not tried again."""
        code = self.scanned.code if self.scanned else b""
        return Session(
            workers,
            self.source,
            self.clock,
            scanned=self.scanned,
            code=code,
            stopped=self.never_ran,
            budget=self.budget,
        )

    def ask(
        self, call: wire.Call, seconds: float | None = None, known: Mapping[bytes, Observation] | None = None
    ) -> Observation:
        """What the learner's code does when it is called; a reply that is `known` is not read again.

        Never raises for anything that the learner's code does.
        """
        if self.stopped is None and not self.loaded:
            self._load()
        if self.stopped is not None:
            return self.stopped
        limit = seconds or self.clock.case
        try:
            payload = self._answer_ahead(call)
            if payload is None:
                if (left := self._left()) <= 0:
                    return Observation((), Outcome.TIMED_OUT, self._out_of_time)
                payload = self._exchange(call, min(limit, left))
            if known and payload in known:
                return known[payload]
            reply = wire.read_reply(payload)
            if isinstance(reply, wire.CallReply) and _answers(reply, call):
                return answered(reply, payload)
            raise wire.WireError("an answer of another form")
        except TimedOut:
            return self._lose_worker(Outcome.TIMED_OUT, self._why_late(limit))
        except Ended as end:
            return self._lose_worker(Outcome.ENDED, str(end))
        except wire.WireError as error:
            return self._lose_worker(Outcome.FAILED, str(error))

    def foresee(self, calls: Iterable[wire.Call]) -> None:
        """These calls will be asked next, in this order."""
        self.foreseen = Foreseen(calls)

    def _answer_ahead(self, call: wire.Call) -> bytes | None:
        """The answer where it comes together with others; None where the call is to be asked alone."""
        if self.worker is None or not self.foreseen.begins_with(call):
            return None
        if not self.foreseen.answers and (left := self._left()) > 0:
            before = self.worker.elapsed
            try:
                self.received += self.foreseen.ask(self.worker, min(self.clock.case, left, self.budget.turn_left()))
            except (TimedOut, Ended):
                self.foreseen = Foreseen()
                self._forget_worker()
                return None
            self.spent += self.worker.elapsed - before
            self.wall += self.worker.elapsed - before
        return self.foreseen.take()

    def close(self) -> None:
        if self.worker is not None:
            self.worker.close()
            self.printed.append(self.worker.printed)
            self.worker = None
        self.loaded = False

    @property
    def prints(self) -> str:
        """All that the learner's code printed, without what a worker that had to start anew printed again."""
        return self.printed[0] if self.printed else self.worker.printed if self.worker else ""

    def _load(self) -> None:
        scanned = self.scanned or self.scan()
        if scanned.problem:
            self.stopped = Observation((wire.Raised(["SyntaxError"], scanned.problem, []),))
            return
        try:
            reply = self._ask(self._load_request(), max(self._left(), 0.1))
        except TimedOut:
            never = "the file itself did not finish: is there a loop that never ends?"
            self.stopped = self._lose_worker(Outcome.TIMED_OUT, self._out_of_time if self.has_run else never)
        except Ended as end:
            self.stopped = self._lose_worker(Outcome.ENDED, f"while the file was being run, {end}")
        except wire.WireError as error:
            self.stopped = self._lose_worker(Outcome.FAILED, str(error))
        else:
            self.loaded = self.has_run = True
            self.stopped = None if isinstance(reply, wire.Loaded) else not_loaded(reply)

    def _ask(self, request: wire.Request, seconds: float) -> wire.Reply:
        return wire.read_reply(self._exchange(request, seconds))

    def _exchange(self, request: wire.Request, seconds: float) -> bytes:
        """The answer. What ends a worker from outside costs the learner nothing: it is asked again in a fresh one. Raises MachineFault."""
        pauses, losses = list(PAUSES), 0
        while True:
            try:
                return self._exchange_once(request, seconds)
            except Vanished as gone:
                losses += gone.status != NOT_FORKED
                reason = str(gone)
                self._forget_worker()
                if losses:
                    self.workers.renew()
            except NoWorker as gone:
                reason = str(gone)
            if losses > 1 or not pauses:
                raise MachineFault(f"this could not be graded, through no fault of its own: {reason}")
            self._pause(pauses.pop(0) if not losses else 0.0)

    def _pause(self, seconds: float) -> None:
        """Wait; the time counts for no learner."""
        time.sleep(seconds)
        self.budget.begin += seconds

    def _forget_worker(self) -> None:
        """What it printed is printed anew by the next one."""
        if self.worker is not None:
            self.worker.close()
        self.worker = None

    def _exchange_once(self, request: wire.Request, seconds: float) -> bytes:
        frame = wire.frame(request)
        if self.worker is None:
            self.worker = self._lend(request, frame)
        turn = self.budget.turn_left()
        span = Span(self.worker, seconds, min(CASE_WALL * seconds, turn, self._wall_left()))
        try:
            payload = self.worker.exchange(frame, min(seconds, turn), span.extension)
        except TimedOut:
            if turn <= span.wall:
                self.close()
                raise OutOfTurn from None
            self.waited = span.computed < HARDLY * span.wall
            raise
        finally:
            self.spent += span.computed
            self.wall += span.wall
        self.received += len(payload)
        if self.received > MAX_REPLIES:
            raise wire.WireError(f"the answers to all cases are together larger than {MAX_REPLIES >> 20} MB")
        return payload

    def _lend(self, request: wire.Request, frame: bytes) -> Worker:
        """A new worker; one that comes in the place of another that was lost has the file run in it first."""
        try:
            worker = self.workers.lend(needs_random(self.source, self.probe), frame)
        except SandboxError as error:
            raise NoWorker(str(error)) from error
        if self.loaded and isinstance(request, wire.Call):
            self.worker = worker
            worker.exchange(wire.frame(self._load_request()), max(self._left(), 0.1))
        return worker

    def _load_request(self) -> wire.Load:
        return load_request(self.source, self.probe, self.code)

    @property
    def _out_of_time(self) -> str:
        if self.budget.left() <= 0:
            return self.budget.sentence
        return f"the time for the whole exercise ({self.clock.submission:g} s) is used up"

    def _left(self) -> float:
        """Seconds of computing that are left."""
        return min(self.clock.submission - self.spent, self._wall_left())

    def _wall_left(self) -> float:
        return min(SUBMISSION_WALL * self.clock.submission - self.wall, self.budget.left())

    def _why_late(self, limit: float) -> str:
        if self._left() <= 0:
            return self._out_of_time
        if self.waited:
            return f"no answer within {CASE_WALL * limit:g} s, with hardly any computing: does it wait for something?"
        return f"no answer within {limit:g} s"

    def _lose_worker(self, outcome: Outcome, reason: str) -> Observation:
        self.close()
        return Observation((), outcome, reason)


def _answers(reply: wire.CallReply, call: wire.Call) -> bool:
    """As many runs as were asked for; or an exception alone, where the values could not be handed over."""
    return len(reply.runs) == len(call.runs) or (len(reply.runs) == 1 and isinstance(reply.runs[0], wire.Raised))
