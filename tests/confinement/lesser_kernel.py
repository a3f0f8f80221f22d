"""Make the kernel of this process a lesser one, as gVisor, old kernels and strict containers are: calls that it lacks.

Nothing of the confinement is replaced for this; a filter stands between it and the kernel.
"""

from __future__ import annotations

import errno
import os

from grader.sandbox.confinement import bpf, identity, landlock, seccomp, syscalls

ALLOW = bpf.Instruction(bpf.RETURN, seccomp.RET_ALLOW)


def without_landlock() -> None:
    _answer(landlock.SYS_CREATE_RULESET, [], errno.ENOSYS)


def without_seccomp() -> None:
    """Neither the call of its own nor the older way through prctl."""
    numbers = syscalls.numbers({**syscalls.DENIED, **syscalls.CHECKED}, os.uname().machine)
    _answer(numbers["prctl"], [bpf.Instruction(bpf.IF_EQUAL, seccomp.PR_SET_SECCOMP, "refuse", "allow")], errno.EINVAL)
    _answer(numbers["seccomp"], [], errno.EINVAL)


def _answer(number: int, checks: list[bpf.Instruction], reason: int) -> None:
    """Answer this call with the error ``reason``, if ``checks`` of its first argument lead to "refuse"."""
    lines: bpf.Program = [
        bpf.Instruction(bpf.LOAD, bpf.NUMBER),
        bpf.Instruction(bpf.IF_EQUAL, number, bpf.NEXT, "allow"),
        bpf.Instruction(bpf.LOAD, bpf.argument(0)),
        *checks,
        "refuse",
        bpf.Instruction(bpf.RETURN, seccomp.RET_ERRNO | reason),
        "allow",
        ALLOW,
    ]
    identity.no_new_privileges()
    seccomp.Filter(bpf.assemble(lines)).install()
