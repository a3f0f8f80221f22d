"""Calls into the C library that raise OSError where C returns -1. POSIX only."""

from __future__ import annotations

import ctypes
import os
from typing import Any

LIBC = ctypes.CDLL(None, use_errno=True)


def call(name: str, *arguments: Any) -> int:
    """What the C function ``name`` returns; integers are passed as unsigned long. Raises OSError with the reason."""
    passed = [ctypes.c_ulong(value) if isinstance(value, int) else value for value in arguments]
    result = int(getattr(LIBC, name)(*passed))
    if result == -1:
        error = ctypes.get_errno()
        raise OSError(error, f"{name}: {os.strerror(error)}")
    return result


def prctl(option: int, *arguments: Any) -> int:
    """What prctl(2) answers; the unused arguments are zero, as several options demand. Raises OSError."""
    return call("prctl", option, *arguments, *[0] * (4 - len(arguments)))
