"""What Windows offers a worker that confines itself: a job object, and a token of low integrity.

The job limits memory and processor time and forbids child processes. Low integrity forbids writing to nearly every
file and opening the judge's process. Reading files and the network stay open, so isolation is "partial" at best.
Source: Microsoft, "Job Objects" and "Mandatory Integrity Control".
"""

from __future__ import annotations

import ctypes
import sys
from typing import Any

from .plan import ConfinementPlan, Step, UntriedPlan

ACTIVE_PROCESS, PROCESS_TIME, PROCESS_MEMORY, DIE_ON_UNHANDLED_EXCEPTION = 0x8, 0x2, 0x100, 0x400
EXTENDED_LIMIT_INFORMATION = 9
TOKEN_ADJUST_DEFAULT, TOKEN_QUERY, TOKEN_INTEGRITY_LEVEL = 0x80, 0x8, 25
GROUP_INTEGRITY = 0x20
LOW_INTEGRITY = "S-1-16-4096"
TICKS_PER_SECOND = 10_000_000


class BasicLimits(ctypes.Structure):
    """JOBOBJECT_BASIC_LIMIT_INFORMATION."""

    _fields_ = (
        ("process_time", ctypes.c_int64),
        ("job_time", ctypes.c_int64),
        ("flags", ctypes.c_uint32),
        ("minimum_working_set", ctypes.c_size_t),
        ("maximum_working_set", ctypes.c_size_t),
        ("active_processes", ctypes.c_uint32),
        ("affinity", ctypes.c_size_t),
        ("priority_class", ctypes.c_uint32),
        ("scheduling_class", ctypes.c_uint32),
    )


class ExtendedLimits(ctypes.Structure):
    """JOBOBJECT_EXTENDED_LIMIT_INFORMATION; the six counters of input and output are not used."""

    _fields_ = (
        ("basic", BasicLimits),
        ("counters", ctypes.c_uint64 * 6),
        ("process_memory", ctypes.c_size_t),
        ("job_memory", ctypes.c_size_t),
        ("peak_process_memory", ctypes.c_size_t),
        ("peak_job_memory", ctypes.c_size_t),
    )


class Label(ctypes.Structure):
    """TOKEN_MANDATORY_LABEL."""

    _fields_ = (("sid", ctypes.c_void_p), ("attributes", ctypes.c_uint32))


def prepare(memory_bytes: int, cpu_seconds: int) -> ConfinementPlan:
    """The plan for a worker on Windows."""
    open_here = "not confined on this platform"
    missing = {"reading files": open_here, "network": open_here}
    steps = [
        Step("job object", lambda: _enter_job(memory_bytes, cpu_seconds)),
        Step("low integrity", _lower_integrity),
    ]
    return UntriedPlan(steps, missing)


def job_limits(memory_bytes: int, cpu_seconds: int) -> ExtendedLimits:
    """One process, that much memory in all, that much time of its own."""
    flags = ACTIVE_PROCESS | PROCESS_TIME | PROCESS_MEMORY | DIE_ON_UNHANDLED_EXCEPTION
    basic = BasicLimits(process_time=cpu_seconds * TICKS_PER_SECOND, flags=flags, active_processes=1)
    return ExtendedLimits(basic=basic, process_memory=memory_bytes)


def _library(name: str) -> Any:
    """A system library whose functions answer with full-width handles. Raises OSError off Windows."""
    if sys.platform != "win32":
        raise OSError("this layer exists on Windows only")
    library = ctypes.WinDLL(name, use_last_error=True)
    for handle in ("GetCurrentProcess", "CreateJobObjectW"):
        if name == "kernel32":
            getattr(library, handle).restype = ctypes.c_void_p
    return library


def _check(succeeded: int) -> None:
    if not succeeded and sys.platform == "win32":
        raise ctypes.WinError(ctypes.get_last_error())


def _enter_job(memory_bytes: int, cpu_seconds: int) -> None:
    """Put this process into a new job and let go of the job, so that nothing in the process can loosen it."""
    kernel = _library("kernel32")
    job = ctypes.c_void_p(kernel.CreateJobObjectW(None, None))
    _check(bool(job))
    limits = job_limits(memory_bytes, cpu_seconds)
    try:
        size = ctypes.sizeof(limits)
        _check(kernel.SetInformationJobObject(job, EXTENDED_LIMIT_INFORMATION, ctypes.byref(limits), size))
        _check(kernel.AssignProcessToJobObject(job, ctypes.c_void_p(kernel.GetCurrentProcess())))
    finally:
        kernel.CloseHandle(job)


def _lower_integrity() -> None:
    """Mark this process's token as of low integrity, which cannot be taken back."""
    kernel, security = _library("kernel32"), _library("advapi32")
    token, sid = ctypes.c_void_p(), ctypes.c_void_p()
    process = ctypes.c_void_p(kernel.GetCurrentProcess())
    _check(security.OpenProcessToken(process, TOKEN_ADJUST_DEFAULT | TOKEN_QUERY, ctypes.byref(token)))
    try:
        _check(security.ConvertStringSidToSidW(LOW_INTEGRITY, ctypes.byref(sid)))
        label = Label(sid, GROUP_INTEGRITY)
        size = ctypes.sizeof(label) + int(security.GetLengthSid(sid))
        _check(security.SetTokenInformation(token, TOKEN_INTEGRITY_LEVEL, ctypes.byref(label), size))
    finally:
        kernel.LocalFree(sid)
        kernel.CloseHandle(token)
