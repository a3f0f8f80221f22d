"""Who a process is: its session, its ties to its parent, its user, and who may look into it. Linux only.

Sources: prctl(2), capabilities(7), unshare(2).
"""

from __future__ import annotations

import contextlib
import ctypes
import os
import signal
from collections.abc import Iterable

from .kernel import call, prctl

PR_SET_PDEATHSIG = 1
PR_SET_DUMPABLE = 4
PR_SET_KEEPCAPS = 8
PR_SET_NO_NEW_PRIVS = 38

CLONE_NEWNS = 0x00020000
CLONE_NEWIPC = 0x08000000
CLONE_NEWNET = 0x40000000

MS_NOSUID, MS_NODEV, MS_BIND, MS_REC, MS_PRIVATE = 2, 4, 1 << 12, 1 << 14, 1 << 18

# systemd's table of user ids leaves these unused, so no account and no service shares one.
WORKER_IDS = range(60_578, 61_184)
BETWEEN_LANES = 239  # and the number of ids have no common divisor

NO_CAPABILITY = 0
CAP_DAC_READ_SEARCH = 1 << 2

CAPABILITY_VERSION_3 = 0x20080522


def is_root() -> bool:
    """True where the process acts with the rights of root."""
    return os.geteuid() == 0


def hide_memory() -> None:
    """Hide this process's memory and environment from processes of the same user. Raises OSError."""
    prctl(PR_SET_DUMPABLE, 0)


def be_first_out_of_memory() -> None:
    """Have the kernel end this process and its children before any other, where memory runs out: not the judge. Raises OSError.

    To be called while the process can still be looked into.
    """
    with open("/proc/self/oom_score_adj", "w", encoding="ascii") as file:
        file.write("1000")


def new_session() -> None:
    """Leave the parent's session and process group; a process that already leads a group is left alone."""
    with contextlib.suppress(PermissionError):
        os.setsid()


class Tie:
    """A step for this process or a child forked from it: be killed when the parent ends.

    The step raises ProcessLookupError where the parent has ended before it could be tied.
    """

    def __init__(self) -> None:
        self.move_here()

    def move_here(self) -> None:
        """From now on it is the children of this process that will be tied."""
        self._here, self._parent = os.getpid(), os.getppid()

    def __call__(self) -> None:
        prctl(PR_SET_PDEATHSIG, signal.SIGKILL)
        if os.getppid() != (self._parent if os.getpid() == self._here else self._here):
            raise ProcessLookupError("the process that started this worker has ended")


def no_new_privileges() -> None:
    """Make setuid programs and file capabilities powerless, for good. Raises OSError before Linux 3.5."""
    prctl(PR_SET_NO_NEW_PRIVS, 1)


def leave_network() -> None:
    """Move to a network without interfaces and an empty System V IPC space. Raises OSError without CAP_SYS_ADMIN."""
    call("unshare", CLONE_NEWNET | CLONE_NEWIPC)


def open_way(closed: str, inner: Iterable[str]) -> None:
    """Put, for this process and its children alone, an empty folder that all may enter in the place of ``closed``, which only its owner
    may, and in it those of its own folders that ``inner`` names. Raises OSError without CAP_SYS_ADMIN.
    """
    names = sorted(inner)
    call("unshare", CLONE_NEWNS)
    call("mount", None, b"/", None, MS_REC | MS_PRIVATE, None)
    opened = [os.open(os.path.join(closed, name), os.O_PATH) for name in names]
    call("mount", b"none", os.fsencode(closed), b"tmpfs", MS_NOSUID | MS_NODEV, b"mode=0755,size=64k")
    for name, descriptor in zip(names, opened, strict=True):
        place = os.path.join(closed, name)
        os.mkdir(place)
        call("mount", b"/proc/self/fd/%d" % descriptor, os.fsencode(place), None, MS_BIND | MS_REC, None)
        os.close(descriptor)


class WorkerUser:
    """The user that root's workers become: one for all workers of a zygote, and no other zygote of the same run has it.

    So what a worker takes of its user's processes and threads, no other lane's worker lacks, and neither may touch the other. Two runs
    at the same time have, by their processes' numbers, different users too.
    """

    def __init__(self) -> None:
        self.place = os.getpid()
        self.move_here(0)

    def move_here(self, lane: int) -> None:
        """From now on this process is a zygote: the one that was prepared (0), or the first, second ... forked from it."""
        self.here = os.getpid()
        self.place += BETWEEN_LANES * lane

    def become(self, capabilities: int = NO_CAPABILITY) -> None:
        """A step for the zygote, or for a worker that is then a user of its own. Raises OSError."""
        drop_user(self.place if os.getpid() == self.here else os.getpid(), capabilities)


def drop_user(place: int, capabilities: int = NO_CAPABILITY) -> None:
    """Become one of the workers' users and groups, hidden from its other processes, and keep only ``capabilities`` (a bit mask).

    Raises OSError.
    """
    if capabilities:
        prctl(PR_SET_KEEPCAPS, 1)
    number = WORKER_IDS[place % len(WORKER_IDS)]
    os.setgroups([])
    os.setresgid(number, number, number)
    os.setresuid(number, number, number)
    hide_memory()  # a change of user sets this to what the machine's settings say
    keep_capabilities(capabilities)


def keep_capabilities(capabilities: int = NO_CAPABILITY) -> None:
    """Give up every capability but those of the bit mask ``capabilities`` (of the first 32). Raises OSError."""
    header = (ctypes.c_uint32 * 2)(CAPABILITY_VERSION_3, 0)
    # Effective, permitted, inheritable: once for capabilities 0 to 31, once for 32 to 63.
    sets = (ctypes.c_uint32 * 6)(capabilities, capabilities, 0, 0, 0, 0)
    call("capset", header, sets)


def enter(folders: Iterable[str]) -> None:
    """Raises PermissionError that names the first of ``folders`` in which this process may not look up a file."""
    for folder in folders:
        with contextlib.suppress(FileNotFoundError):
            os.stat(os.path.join(folder, "."))
