"""What macOS offers: some resource limits, and `sandbox-exec`, which the spawning parent must use.

`sandbox-exec` is deprecated and still enforced. Memory is not limited here (macOS does not honour RLIMIT_AS), so
the parent must watch it. What is really blocked is for the self-test to say.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence

from .limits import ending_after, lowering
from .plan import ConfinementPlan, Step, UntriedPlan

OUTSIDE = "only the parent can put this on: start the worker with darwin.command"
NOT_HERE = "this platform has nothing like it"


def prepare(memory_bytes: int, cpu_seconds: int) -> ConfinementPlan:
    """The plan for a worker on macOS or another POSIX system without Landlock and seccomp."""
    missing = {"landlock": NOT_HERE, "seccomp": NOT_HERE, "memory limit": NOT_HERE, "sandbox-exec": OUTSIDE}
    steps = [Step("limits", lowering(memory_bytes)), Step("limits", ending_after(cpu_seconds))]
    return UntriedPlan(steps, missing)


def command(argv: Sequence[str], readable: Sequence[str]) -> list[str]:
    """The command that runs ``argv`` (its first word an absolute path) under the profile."""
    return ["/usr/bin/sandbox-exec", "-p", profile(argv[0], readable), *argv]


def profile(program: str, readable: Sequence[str]) -> str:
    """A profile that lets ``program`` start and read ``readable``, and nothing of the folders where people keep files.

    Later rules win. Paths are made canonical, since the kernel compares `/private/var`, not `/var`.
    """
    private = ("/Users", "/Volumes", "/tmp", "/var", "/etc", "/opt", "/usr/local", "/Library", os.getcwd())
    return "\n".join([
        "(version 1)",
        "(allow default)",
        "(deny network*)",
        "(deny file-write*)",
        *(f"(deny file-read* {_beneath(path)})" for path in private),
        *(f"(allow file-read* {_beneath(path)})" for path in (program, *readable)),
        "(allow file-read-metadata)",
        "(deny process-fork)",
        "(deny process-exec*)",
        *(f"(allow process-exec* {_beneath(path)})" for path in (program, sys.base_prefix)),
        "(deny signal)",
        "(allow signal (target self))",
        "(deny process-info*)",
        "(allow process-info* (target self))",
        # Starting a program through a system service would leave the sandbox behind.
        "(deny mach-lookup)",
        '(allow mach-lookup (global-name "com.apple.system.opendirectoryd.libinfo"))',
    ])  # fmt: skip


def _beneath(path: str) -> str:
    escaped = os.path.realpath(path).replace("\\", "\\\\").replace('"', '\\"')
    return f'(subpath "{escaped}")'
