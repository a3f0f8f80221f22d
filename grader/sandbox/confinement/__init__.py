"""What the kernel forbids a worker. Standard library only, and nothing of the rest of the grader.

    prepare        once, in the zygote: find out what this machine offers -> ConfinementPlan
    ConfinementPlan           enforce_inherited in the zygote, for all its workers; enforce in each of them, just before the learner's
                   code, for what is left: all of it is put on for good
    paths          what a worker must be able to read
    plan           the layers in order; each is tried in a throw-away child before it is promised
    linux          the plan on Linux, made of:
        limits         memory, processor time, files
        identity       session, parent, user, network, privileges
        landlock       which files may be read
        seccomp        which system calls are denied (syscalls: the tables, bpf: the assembler)
        kernel         calls into the C library
    darwin         the plan on macOS
    windows        the plan on Windows: a job object and low integrity
    selftest       try to break out, and say in a sentence how that went

A layer that the platform lacks is never passed over in silence: it stands in `ConfinementPlan.missing` with the reason.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence

from .paths import readable_paths
from .plan import ConfinementPlan

__all__ = ["ConfinementPlan", "make_non_dumpable", "prepare", "readable_paths"]


def prepare(
    readable: Sequence[str], *, memory_bytes: int, cpu_seconds: int, drop_uid: bool = True, tried: bool = True
) -> ConfinementPlan:
    """What a worker of this process will be confined by. Call it once, in a process with one thread.

    A worker reads the paths of ``readable`` and what is beneath them, and writes nothing. It maps ``memory_bytes`` more
    than it inherits and computes for ``cpu_seconds``. Root's worker becomes another user unless ``drop_uid`` is False.
    Nothing is raised for what the platform lacks: see the plan's `layers` and `missing`. With ``tried`` False the layers
    are not tried together first: then the caller's own probe must show that `enforce` works, or ask again.
    """
    if sys.platform == "linux":
        from .linux import prepare as prepare_linux

        return prepare_linux(
            readable, memory_bytes=memory_bytes, cpu_seconds=cpu_seconds, drop_uid=drop_uid, tried=tried
        )
    if sys.platform == "win32":
        from .windows import prepare as prepare_windows

        return prepare_windows(memory_bytes, cpu_seconds)
    from .darwin import prepare as prepare_posix

    return prepare_posix(memory_bytes, cpu_seconds)


def make_non_dumpable() -> None:
    """Hide the memory and environment of this process from other processes of its user, where the platform can.

    For the judge; `prepare` does it for the zygote.
    """
    if sys.platform == "linux":
        from .identity import hide_memory as hide

        hide()
