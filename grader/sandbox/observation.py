"""What a worker did when it was asked."""

from __future__ import annotations

import msgspec

from grader import wire
from grader.report import Outcome

LONGEST_KNOWN = 1 << 14  # bytes


class Observation(msgspec.Struct, frozen=True):
    """What a worker did when it was asked: `runs` where it answered, otherwise `outcome` and `reason`."""

    runs: tuple[wire.Returned | wire.Raised, ...] = ()
    outcome: Outcome | None = None
    reason: str = ""
    reply: bytes = b""  # a short frame as it came: equal bytes are judged alike

    @property
    def first(self) -> wire.Returned | wire.Raised | None:
        return self.runs[0] if self.runs else None


def answered(reply: wire.CallReply, payload: bytes) -> Observation:
    """What came of a call, from the reply and the frame in which it came."""
    first = reply.runs[0] if reply.runs else None
    if isinstance(first, wire.Raised) and first.types[0] == wire.WireError.__name__:
        return Observation((), Outcome.FAILED, first.text)  # nothing was raised: what it gave cannot be handed over
    return Observation(tuple(reply.runs), reply=payload if len(payload) <= LONGEST_KNOWN else b"")


def not_loaded(reply: wire.Reply) -> Observation:
    """What every case of a file is told that a worker could not run, from what it said instead."""
    if not isinstance(reply, wire.Raised):
        return Observation((), Outcome.FAILED, "an answer of another form")
    if reply.types[0] == "SystemExit":
        return Observation((), Outcome.ENDED, "the file ended the program while it was being run (SystemExit)")
    return Observation((reply,))
