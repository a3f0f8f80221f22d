"""Workers of one kind of user, confined in a grandchild of the tests: the child stands for the zygote. Linux only."""

from __future__ import annotations

import faulthandler
import json
import os
from collections.abc import Callable
from typing import Any

from grader.sandbox import confinement
from grader.sandbox.confinement import linux
from grader.sandbox.confinement.plan import ConfinementPlan

NOBODY = 65_534
GIGABYTE = 1 << 30


def become_nobody() -> None:
    os.setgroups([])
    os.setresgid(NOBODY, NOBODY, NOBODY)
    os.setresuid(NOBODY, NOBODY, NOBODY)


def told_by_child(action: Callable[[], Any]) -> Any:
    """What ``action`` returns in a forked child; the name of what it raises; "killed by N" for a signal."""
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        faulthandler.disable()
        try:
            answer = action()
        except BaseException as error:
            answer = type(error).__name__
        os.write(writing, json.dumps(answer).encode())
        os._exit(0)
    os.close(writing)
    with open(reading, "rb") as pipe:
        told = pipe.read()
    _, status = os.waitpid(child, 0)
    return f"killed by {os.WTERMSIG(status)}" if os.WIFSIGNALED(status) else json.loads(told)


class Cell:
    """Workers of one kind of user. `free` runs an action in a child that is not confined: the control.

    With `shared`, the zygote puts on what its workers inherit, and they the rest, as forked workers do; otherwise each
    worker puts on all of it, as an interpreter of its own does.
    """

    def __init__(self, root: bool, shared: bool) -> None:
        self.root, self.shared = root, shared
        self.leave_root = os.geteuid() == 0 and not root

    def free(self, action: Callable[[], Any]) -> Any:
        return told_by_child(lambda: (self._become(), action())[1])

    def confined(self, action: Callable[[], Any], **options: Any) -> Any:
        """What ``action`` answers in a confined worker."""
        return self.planned(lambda plan: told_by_child(lambda: (plan.enforce(), action())[1]), **options)

    def planned(
        self,
        use: Callable[[ConfinementPlan], Any],
        before: Callable[[], None] = lambda: None,
        readable: list[str] | None = None,
        **options: Any,
    ) -> Any:
        """What ``use`` answers in a zygote, given its plan; ``before`` changes the zygote first."""

        def zygote() -> Any:
            self._become()
            before()
            paths = confinement.readable_paths() if readable is None else readable
            settings = {"memory_bytes": GIGABYTE, "cpu_seconds": 20, "drop_uid": True, **options}
            plan = linux.prepare(paths, **settings)
            if self.shared:
                plan.enforce_inherited()
            return use(plan)

        return told_by_child(zygote)

    def _become(self) -> None:
        if self.leave_root:
            become_nobody()
