"""seccomp: the system calls that a worker is denied, as a filter that the kernel runs before each call.

A list of what is denied, not of what is allowed: NumPy, the C library and Python may start to use a new harmless call
in any release. Denied calls answer EPERM, so Python raises PermissionError and the learner sees what it was.
Sources: seccomp(2); Linux, Documentation/userspace-api/seccomp_filter.rst.
"""

from __future__ import annotations

import ctypes
import errno
import os
import struct

from .bpf import (
    AND,
    ARCHITECTURE,
    IF_ANY_BIT,
    IF_AT_LEAST,
    IF_EQUAL,
    LOAD,
    NUMBER,
    RETURN,
    Encoded,
    Instruction,
    Program,
    argument,
    assemble,
    search,
    upper_half,
)
from .kernel import prctl, syscall
from .syscalls import ABSENT, CHECKED, DENIED, FIRST_UNKNOWN, MACHINES, numbers

RET_ALLOW, RET_ERRNO, RET_KILL_PROCESS = 0x7FFF0000, 0x00050000, 0x80000000
AUDIT_ARCHITECTURE = {"x86_64": 0xC000003E, "aarch64": 0xC00000B7}
X32_BIT = 0x40000000

PR_SET_SECCOMP, MODE_FILTER = 22, 2
SET_MODE_FILTER, FLAG_SPEC_ALLOW = 1, 4

# A place for the worker's own process id, which is known only after fork. No process has this number.
SELF = 0xFFFFFFFF

CLONE_THREAD = 0x00010000
UNCATCHABLE = (9, 19)  # SIGKILL, SIGSTOP
RLIMIT_CPU = 0
WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC
AF_UNIX, SOCK_STREAM, SOCKET_TYPE_MASK = 1, 1, 0xF
# PDEATHSIG, DUMPABLE, SECCOMP, MM, PTRACER
PRCTL_DENIED = (1, 4, PR_SET_SECCOMP, 35, 0x59616D61)
# SETOWN and SETOWN_EX with SETSIG make the kernel send any signal to any process of the user; SETLEASE, NOTIFY
FCNTL_DENIED = (8, 10, 15, 1024, 1026)
# TCGETS and TCGETS2 (is it a terminal?), TIOCGWINSZ, FIONREAD, FIONBIO, FIONCLEX, FIOCLEX
IOCTL_ALLOWED = (0x5401, 0x802C542A, 0x5413, 0x541B, 0x5421, 0x5450, 0x5451)


def _one_of(index: int, values: tuple[int, ...], found: str, otherwise: str) -> Program:
    """Jumps to ``found`` if argument ``index`` is among ``values``."""
    tests: Program = [Instruction(IF_EQUAL, value, found) for value in values[:-1]]
    return [Instruction(LOAD, argument(index)), *tests, Instruction(IF_EQUAL, values[-1], found, otherwise)]


def _has_bits(index: int, bits: int, found: str, otherwise: str) -> Program:
    return [Instruction(LOAD, argument(index)), Instruction(IF_ANY_BIT, bits, found, otherwise)]


def _own_signal(process: int, signal: int, name: str) -> Program:
    """To itself, and none that cannot be caught: a worker that was killed, or stopped, was so by somebody else."""
    which = f"which {name}"
    return [*_one_of(process, (SELF,), which, "deny"), which, *_one_of(signal, UNCATCHABLE, "deny", "allow")]


CHECKS: dict[str, Program] = {
    "open": _has_bits(1, WRITING, "deny", "allow"),
    "openat": _has_bits(2, WRITING, "deny", "allow"),
    "clone": _has_bits(0, CLONE_THREAD, "allow", "deny"),
    "kill": _own_signal(0, 1, "kill"),
    "tgkill": _own_signal(0, 2, "tgkill"),
    "tkill": _own_signal(0, 1, "tkill"),
    # A limit of processor time that the worker gave itself would end it by a signal that says nothing.
    "setrlimit": _one_of(0, (RLIMIT_CPU,), "deny", "allow"),
    "prlimit64": [
        *_one_of(0, (0, SELF), "own limit", "deny"),
        "own limit",
        *_one_of(1, (RLIMIT_CPU,), "is it set", "allow"),
        "is it set",
        Instruction(LOAD, argument(2)),
        Instruction(IF_EQUAL, 0, "upper half", "deny"),
        "upper half",
        Instruction(LOAD, upper_half(2)),
        Instruction(IF_EQUAL, 0, "allow", "deny"),
    ],
    "prctl": _one_of(0, PRCTL_DENIED, "deny", "allow"),
    "fcntl": _one_of(1, FCNTL_DENIED, "deny", "allow"),
    "ioctl": _one_of(1, IOCTL_ALLOWED, "allow", "not a terminal"),
    # asyncio wakes itself through a pair of stream sockets. A datagram pair could send to any other socket.
    "socketpair": [
        *_one_of(0, (AF_UNIX,), "socket type", "deny"),
        "socket type",
        Instruction(LOAD, argument(1)),
        Instruction(AND, SOCKET_TYPE_MASK),
        Instruction(IF_EQUAL, SOCK_STREAM, "allow", "deny"),
    ],
}

ENDS: Program = [
    "allow",
    Instruction(RETURN, RET_ALLOW),
    "deny",
    Instruction(RETURN, RET_ERRNO | errno.EPERM),
    "absent",
    Instruction(RETURN, RET_ERRNO | errno.ENOSYS),
    "not a terminal",
    Instruction(RETURN, RET_ERRNO | errno.ENOTTY),
    "kill",
    Instruction(RETURN, RET_KILL_PROCESS),
]


def program(machine: str) -> list[Encoded]:
    """The filter for ``machine`` ("x86_64" or "aarch64"), with SELF where the process id belongs."""
    entry, tree = search(_starts(machine))
    lines: Program = [
        Instruction(LOAD, ARCHITECTURE),
        # A call made the 32-bit way carries other numbers: a filter that does not look would be walked around.
        Instruction(IF_EQUAL, AUDIT_ARCHITECTURE[machine], "known", "kill"),
        "known",
        Instruction(LOAD, NUMBER),
        Instruction(IF_AT_LEAST, X32_BIT, "kill", entry),
        *tree,
    ]
    for name in numbers(CHECKED, machine):
        lines += [_check(name), *CHECKS[name]]
    return assemble(lines + ENDS)


def _check(name: str) -> str:
    """The label of the part that looks at the arguments of ``name``."""
    return f"arguments of {name}"


def _starts(machine: str) -> list[tuple[int, str]]:
    """Every number at which what happens to a call changes, and what happens from there on."""
    fate = dict.fromkeys(numbers(DENIED, machine).values(), "deny")
    fate |= dict.fromkeys(numbers(ABSENT, machine).values(), "absent")
    fate |= {number: _check(name) for name, number in numbers(CHECKED, machine).items()}
    starts: list[tuple[int, str]] = []
    for number in range(FIRST_UNKNOWN):
        what = fate.get(number, "allow")
        if not starts or starts[-1][1] != what:
            starts.append((number, what))
    return [*starts, (FIRST_UNKNOWN, "absent")]


class _Instruction(ctypes.Structure):
    _fields_ = (("code", ctypes.c_uint16), ("jt", ctypes.c_uint8), ("jf", ctypes.c_uint8), ("k", ctypes.c_uint32))


class _Program(ctypes.Structure):
    _fields_ = (("length", ctypes.c_uint16), ("filter", ctypes.POINTER(_Instruction)))


class Filter:
    """A program in the form that the kernel takes, made once and installed in any number of workers."""

    def __init__(self, encoded: list[Encoded]) -> None:
        self._instructions = (_Instruction * len(encoded))(*(_Instruction(*line) for line in encoded))
        self._own_id = [self._instructions[at] for at, line in enumerate(encoded) if line.k == SELF]
        self._program = _Program(len(encoded), self._instructions)
        self._address = ctypes.addressof(self._program)
        self._seccomp = numbers(DENIED, os.uname().machine)["seccomp"]

    def install(self) -> None:
        """Confine this process, for good. Needs NO_NEW_PRIVS. Raises OSError."""
        own_id = os.getpid()
        for instruction in self._own_id:
            instruction.k = own_id
        try:
            # Without this flag kernels before 5.16 slow the whole process down against speculation attacks.
            syscall(self._seccomp, SET_MODE_FILTER, FLAG_SPEC_ALLOW, self._address)
        except OSError:
            prctl(PR_SET_SECCOMP, MODE_FILTER, self._address)


def filter_here() -> Filter:
    """The filter for this machine. Raises OSError where there is no table for it."""
    machine = os.uname().machine
    if machine not in MACHINES or struct.calcsize("P") != 8:
        raise OSError(errno.ENOSYS, f"there is no list of system calls for {machine}")
    return Filter(program(machine))
