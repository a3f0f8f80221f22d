"""What both sides may say: messages, the values in them, and their bounds. Everyone may import this room; it imports no other of ours."""

from grader.wire.errors import NotDefined
from grader.wire.messages import (
    MAX_NAMES,
    Answer,
    Call,
    Cell,
    Frame,
    Load,
    Loaded,
    Raised,
    Reply,
    Request,
    Returned,
    Scan,
    Scanned,
    frame,
    read_reply,
    read_request,
)
from grader.wire.values import (
    Array,
    Items,
    Mapping,
    Nothing,
    Number,
    Opaque,
    Text,
    Value,
    WireError,
    array_of,
    clean_text,
    describe,
    revive,
    same,
)

__all__ = [
    "MAX_NAMES", "Answer", "Array", "Call", "Cell", "Frame", "Items", "Load", "Loaded", "Mapping", "NotDefined", "Nothing", "Number",
    "Opaque", "Raised", "Reply", "Request", "Returned", "Scan", "Scanned", "Text", "Value", "WireError", "array_of", "clean_text",
    "describe", "frame", "read_reply", "read_request", "revive", "same",
]  # fmt: skip
