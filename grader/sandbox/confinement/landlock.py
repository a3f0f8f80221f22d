"""Landlock: the kernel's own list of what a process may read. Everything not listed is refused, writing always.

Each version of the kernel's interface (ABI) adds rights that can be withheld; the older ones are simply fewer. Source:
Linux, Documentation/userspace-api/landlock.rst.
"""

from __future__ import annotations

import errno
import os
import stat
import struct
from collections.abc import Iterable

from .kernel import call, syscall

# The same numbers on every architecture.
SYS_CREATE_RULESET, SYS_ADD_RULE, SYS_RESTRICT_SELF = 444, 445, 446
CREATE_RULESET_VERSION = 1
RULE_PATH_BENEATH = 1
LOG_SAME_EXEC_OFF = 1  # A learner's open() is no security event: keep it out of the machine's audit log.

READ_FILE, READ_DIR = 1 << 2, 1 << 3

# (first ABI that knows the rights, file rights, network rights, scopes)
RIGHTS = (
    (1, 0x1FFF, 0, 0),  # execute, read, write, remove and make files of every kind
    (2, 1 << 13, 0, 0),  # refer: link or rename into another folder
    (3, 1 << 14, 0, 0),  # truncate
    (4, 0, 0b11, 0),  # bind and connect TCP
    (5, 1 << 15, 0, 0),  # ioctl of devices
    (6, 0, 0, 0b11),  # abstract UNIX sockets, signals to processes outside
    (9, 1 << 16, 0, 0),  # UNIX sockets that have a path
    (10, 0, 0b1100, 0),  # bind and send UDP
)


def abi_version() -> int:
    """The version of Landlock that this kernel offers, 1 or more. Raises OSError that says why there is none."""
    try:
        return call("syscall", SYS_CREATE_RULESET, None, 0, CREATE_RULESET_VERSION)
    except OSError as error:
        reasons = {errno.ENOSYS: "this kernel has no Landlock", errno.EOPNOTSUPP: "Landlock is switched off at boot"}
        raise OSError(error.errno, reasons.get(error.errno or 0, error.strerror)) from None


def access_withheld(abi: int) -> bytes:
    """All rights that ABI version ``abi`` can withhold, as struct landlock_ruleset_attr.

    An older kernel accepts the whole struct as long as the part that it does not know is zero.
    """
    known = [rights for first, *rights in RIGHTS if first <= abi]
    return struct.pack("=QQQ", *(sum(column) for column in zip(*known, strict=True)))


class Ruleset:
    """Read access to some paths and to nothing else, for any number of processes forked from this one."""

    def __init__(self, readable: Iterable[str], abi: int | None = None) -> None:
        """Paths that do not exist or that this user may not reach are left out. Raises OSError without Landlock."""
        self.abi = abi_version() if abi is None else abi
        attributes = access_withheld(self.abi)
        self.descriptor = call("syscall", SYS_CREATE_RULESET, attributes, len(attributes), 0)
        for path in readable:
            self._allow_reading(path)

    def enforce(self) -> None:
        """Confine this process, for good, and close the ruleset in it. Needs NO_NEW_PRIVS. Raises OSError."""
        syscall(SYS_RESTRICT_SELF, self.descriptor, LOG_SAME_EXEC_OFF if self.abi >= 7 else 0)
        os.close(self.descriptor)

    def _allow_reading(self, path: str) -> None:
        try:
            opened = os.open(path, os.O_PATH | os.O_CLOEXEC)
        except OSError:
            return
        try:
            # A right to list a folder is refused (EINVAL) in the rule of a file.
            folder = stat.S_ISDIR(os.fstat(opened).st_mode)
            rule = struct.pack("=Qi", READ_FILE | READ_DIR if folder else READ_FILE, opened)
            syscall(SYS_ADD_RULE, self.descriptor, RULE_PATH_BENEATH, rule)
        finally:
            os.close(opened)
