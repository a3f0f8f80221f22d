"""Calls into the C library that raise OSError where C returns -1. POSIX only."""

from __future__ import annotations

import ctypes
import os
import sys
from typing import Any

LIBC = ctypes.CDLL(None, use_errno=True)


def _prepared(name: str, result: Any, *types: Any) -> Any:
    """A C function whose arguments need not be looked at anew in every worker."""
    function = ctypes.CDLL(None, use_errno=True)[name]
    function.argtypes, function.restype = types, result
    return function


if sys.platform == "linux":
    _prctl = _prepared("prctl", ctypes.c_int, ctypes.c_int, *[ctypes.c_ulong] * 4)
    _syscall = _prepared(
        "syscall", ctypes.c_long, ctypes.c_long, ctypes.c_ulong, ctypes.c_ulong, ctypes.c_void_p, ctypes.c_ulong
    )


def call(name: str, *arguments: Any) -> int:
    """What the C function ``name`` returns; integers are passed as unsigned long. Raises OSError with the reason."""
    passed = [ctypes.c_ulong(value) if isinstance(value, int) else value for value in arguments]
    return _unless_failed(name, int(getattr(LIBC, name)(*passed)))


def prctl(option: int, second: int = 0, third: int = 0) -> int:
    """What prctl(2) answers; the unused arguments are zero, as several options demand. Raises OSError."""
    return _unless_failed("prctl", int(_prctl(option, second, third, 0, 0)))


def syscall(number: int, first: int, second: int, third: int | bytes = 0, fourth: int = 0) -> int:
    """What the system call answers; the third argument may be an address, or what shall lie there. Raises OSError."""
    return _unless_failed("syscall", int(_syscall(number, first, second, third, fourth)))


def _unless_failed(name: str, result: int) -> int:
    if result == -1:
        error = ctypes.get_errno()
        raise OSError(error, f"{name}: {os.strerror(error)}")
    return result
