"""What macOS and other POSIX systems without Landlock and seccomp offer a worker: some resource limits.

`sandbox-exec` of macOS is deprecated, and a profile that nobody can try on each of its versions protects nobody: there is none.
Memory is not limited here (macOS does not honour RLIMIT_AS). What is really blocked is for the self-test to say.
"""

from __future__ import annotations

from .limits import ending_after, lowering
from .plan import ConfinementPlan, Step, UntriedPlan

NOT_HERE = "this platform has nothing like it"
NOT_USED = "sandbox-exec is deprecated and is not used"


def prepare(memory_bytes: int, cpu_seconds: int) -> ConfinementPlan:
    """The plan for a worker on macOS or another POSIX system without Landlock and seccomp."""
    missing = {"landlock": NOT_USED, "seccomp": NOT_HERE, "memory limit": NOT_HERE}
    steps = [Step("limits", lowering(memory_bytes)), Step("limits", ending_after(cpu_seconds))]
    return UntriedPlan(steps, missing)
