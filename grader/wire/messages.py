"""Messages <-> MessagePack frames, validated and bounded (never pickle).

The judge asks with a Scan, a Load or a Call; the worker answers with values as described in values.py, and with nothing else. Nothing in a
frame is ever executed, and what a reply may hold is bounded by its types.
"""

from __future__ import annotations

from functools import cached_property
from typing import Annotated, TypeAlias

import msgspec

from grader.wire.bounds import MAX_FRAME, MAX_REPLY
from grader.wire.values import (
    Value,
    WireError,
    Words,
    check_bounds,
)

MAX_NAMES = 5_000
MAX_CODE = 1 << 20  # bytes
MAX_PARAMETERS = 50


class Cell(msgspec.Struct, frozen=True):
    """A piece of source to run: the file, or one code cell of a notebook."""

    label: str
    source: str
    notebook: bool = False


class Scan(msgspec.Struct, frozen=True, tag="scan"):
    """Judge: read this file (its raw bytes) without running it."""

    name: str
    content: bytes


class Load(msgspec.Struct, frozen=True, tag="load"):
    """Judge: run this file; `modules` are helper files beside it by their dotted names, `probe` the exercise's probe.py,
    compiled and marshalled by the judge, which runs the same Python; empty where there is none. `code` is what an earlier worker has made
    of this file, which the judge hands on and never reads; empty where the worker shall compile it itself.
    """

    name: str
    content: bytes
    modules: dict[str, bytes]
    probe: bytes
    code: bytes = b""


class Call(msgspec.Struct, frozen=True, tag="call", dict=True):
    """Judge: drive `target` by `probe` ("" is a plain call) once with each of `runs`; keyword arguments are named."""

    target: str
    probe: str
    runs: list[dict[str, Value]]
    keywords: list[str]

    @cached_property
    def framed(self) -> bytes:
        """Its frame, made once: a whole class is asked the same. Raises WireError."""
        return _frame(self)


class Scanned(msgspec.Struct, frozen=True, tag="scanned"):
    """Worker: the names that the file defines, and the parameters of its functions and methods ("f", "Gate.backward").

    `problem` says why it cannot be read. `code` is the whole of a large .py file, compiled and marshalled: a file that attempts ten
    exercises is run in ten workers.
    """

    names: Annotated[list[Words], msgspec.Meta(max_length=MAX_NAMES)]
    problem: Words = ""
    signatures: Annotated[
        dict[Words, Annotated[list[Words], msgspec.Meta(max_length=MAX_PARAMETERS)]], msgspec.Meta(max_length=MAX_NAMES)
    ] = msgspec.field(default_factory=dict)
    code: Annotated[bytes, msgspec.Meta(max_length=MAX_CODE)] = b""


class Frame(msgspec.Struct, frozen=True):
    """One line of a learner's traceback; `times` that it, or the lines before and after it, came one after the other."""

    file: Words
    line: int
    function: Words
    source: Words
    times: int = 1


class Returned(msgspec.Struct, frozen=True, tag="returned"):
    """Worker: what the call returned, and the inputs as they are after it."""

    value: Value
    inputs: Annotated[list[Value], msgspec.Meta(max_length=100)]


class Raised(msgspec.Struct, frozen=True, tag="raised"):
    """Worker: the exception's class names (itself first), its text and the learner's frames."""

    types: Annotated[list[Words], msgspec.Meta(min_length=1, max_length=10)]
    text: Words
    frames: Annotated[list[Frame], msgspec.Meta(max_length=20)]


class Loaded(msgspec.Struct, frozen=True, tag="loaded"):
    pass


class CallReply(msgspec.Struct, frozen=True, tag="answer"):
    runs: Annotated[list[Returned | Raised], msgspec.Meta(min_length=1, max_length=100)]


Request: TypeAlias = Scan | Load | Call
Reply: TypeAlias = Scanned | Loaded | Raised | CallReply

_encoder = msgspec.msgpack.Encoder()
_requests: msgspec.msgpack.Decoder[Request] = msgspec.msgpack.Decoder(Request)
_replies: msgspec.msgpack.Decoder[Reply] = msgspec.msgpack.Decoder(Reply)


def frame(message: Request | Reply) -> bytes:
    """The message behind its length (4 bytes, little-endian). Raises WireError where it is too large."""
    return message.framed if isinstance(message, Call) else _frame(message)


def _frame(message: Request | Reply) -> bytes:
    payload = _encoder.encode(message)
    if len(payload) > (MAX_FRAME if isinstance(message, (Scan, Load, Call)) else MAX_REPLY):
        raise WireError("the value is too large to hand over")
    return len(payload).to_bytes(4, "little") + payload


def read_request(payload: bytes | memoryview) -> Request:
    """A judge's request from its frame. Raises WireError."""
    return _requests.decode(payload)


def read_reply(payload: bytes | bytearray) -> Reply:
    """The reply in `payload`, within the bounds that `describe` keeps. Raises WireError for anything malformed."""
    try:
        reply = _replies.decode(payload)
    except (msgspec.DecodeError, RecursionError, UnicodeDecodeError, ValueError) as error:
        raise WireError(f"a malformed answer: {type(error).__name__}") from error
    if isinstance(reply, CallReply):
        for run in reply.runs:
            if isinstance(run, Returned):
                check_bounds((run.value, *run.inputs))
    return reply
