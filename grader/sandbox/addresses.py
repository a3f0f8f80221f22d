"""The same memory addresses in every run. Linux only.

A set of a learner's objects goes by where they lie in memory, and so does what is computed on the way through it: with other addresses in
each run the same file would get another mark. The kernel is asked not to shift the memory of the programs that are started next. To a
learner's code the addresses are no secret anyway: Python tells them.
"""

from __future__ import annotations

import sys

NOT_SHIFTED = 0x0040000  # ADDR_NO_RANDOMIZE of personality(2)
ASK = 0xFFFFFFFF


def fix_addresses() -> int:
    """Programs that this thread starts from now on find their memory at the same addresses; returns what was in force before.

    A container may forbid it, and other systems have no such thing: then nothing changes.
    """
    before = _personality(ASK)
    if before >= 0:
        _personality(before | NOT_SHIFTED)
    return before


def release_addresses(before: int) -> None:
    """As before `fix_addresses`, which returned this."""
    if before >= 0:
        _personality(before)


def _personality(persona: int) -> int:
    """What personality(2) answers: what was in force, below 0 where it refuses or is not there."""
    if sys.platform != "linux":
        return -1
    try:
        import _ctypes  # for speed: the part of ctypes that is in C

        function = _ctypes.dlsym(_ctypes.dlopen(None, 0), "personality")  # type: ignore[arg-type]  # None is this program
        return int(_ctypes.call_function(function, (persona,)))
    except (ImportError, AttributeError, OSError):
        return -1
