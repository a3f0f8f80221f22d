"""What a command hands to itself when it starts its own program anew: its environment, its words, where it imports from.

It goes by a file in memory that nobody can change. The new program reads it only when the zygote has been forked, which so never
had any of it. Linux only.
"""

from __future__ import annotations

import fcntl
import marshal  # built into Python, and quicker to load than json; nobody else can have written what is read
import os
import sys
import time

TYPE_CHECKING = False  # typing takes longer to load than all of this
if TYPE_CHECKING:
    from typing import Any

NAME = "nncli"
SEALS = fcntl.F_SEAL_SEAL | fcntl.F_SEAL_SHRINK | fcntl.F_SEAL_GROW | fcntl.F_SEAL_WRITE
STREAMS = ("stdin", "stdout", "stderr")
INVERT = bytes(range(255, -1, -1))


def invert(secret: bytes) -> bytes:
    """The secret in a form that is not found where the secret is looked for; inverted once more, it is the secret."""
    return secret.translate(INVERT)


def hand_over(token: bytes) -> int:
    """The descriptor of a sealed file of all that the next program must know, and a token to look for. Raises OSError, ValueError."""
    data = marshal.dumps(
        {
            "environment": dict(os.environb),
            "words": [os.fsencode(word) for word in sys.argv],
            "path": [os.fsencode(folder) for folder in sys.path if isinstance(folder, str)],
            "package": getattr(sys.modules["__main__"], "__package__", None),
            "prefixes": [sys.prefix, sys.exec_prefix],
            "streams": [_stream_state(getattr(sys, name)) for name in STREAMS],
            "token": token,
        }
    )
    descriptor = os.memfd_create(NAME, os.MFD_ALLOW_SEALING)
    try:
        os.set_blocking(descriptor, True)
        if os.write(descriptor, data) != len(data):
            raise OSError("the file in memory took only a part")
        fcntl.fcntl(descriptor, fcntl.F_ADD_SEALS, SEALS)
    except OSError:
        os.close(descriptor)
        raise
    return descriptor


def _stream_state(stream: Any) -> tuple[str, str, bool] | None:
    if stream is None or not hasattr(stream, "reconfigure"):
        return None
    return stream.encoding, stream.errors, stream.line_buffering


def take_back(descriptor: int) -> bytes:
    """Be as the program before was, and close the file. Returns the token that only this file holds. Raises OSError."""
    if fcntl.fcntl(descriptor, fcntl.F_GET_SEALS) != SEALS:
        raise OSError("what was handed over is not sealed")
    size = os.fstat(descriptor).st_size
    handed = marshal.loads(os.pread(descriptor, size, 0))
    os.close(descriptor)
    os.environ.clear()
    os.environb.update(handed["environment"])
    sys.argv[:] = [os.fsdecode(word) for word in handed["words"]]
    sys.path[:] = [os.fsdecode(folder) for folder in handed["path"]]
    sys.modules["__main__"].__package__ = handed["package"]
    sys.prefix, sys.exec_prefix = handed["prefixes"]
    for name, state in zip(STREAMS, handed["streams"], strict=True):
        _restore_stream(name, state)
    time.tzset()
    return bytes(handed["token"])


def _restore_stream(name: str, state: tuple[str, str, bool] | None) -> None:
    if state is None:
        setattr(sys, name, None)
        return
    encoding, errors, line_buffering = state
    getattr(sys, name).reconfigure(encoding=encoding, errors=errors, line_buffering=line_buffering)
