"""A worker in an interpreter of its own, where there is no fork: the same service over the three standard streams."""

from __future__ import annotations

import os
import sys

from grader.sandbox import confinement
from grader.sandbox.confinement import selftest
from grader.sandbox.sealing import seal, threads
from grader.sandbox.spawn import NOT_CONFINED, site_folders
from grader.worker import service, warmup


def main() -> None:
    """Called by the boot line in `process.py`: requests come on 0, replies go out on 1, prints on 2."""
    if len(sys.argv) > 3:
        try_confinement(int(sys.argv[3]), sys.argv[4:])
        return
    requests, replies = os.dup(0), os.dup(1)
    os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
    os.dup2(2, 1)
    plan = make_plan()
    warmup.load_modules()
    service.open_streams()
    seal()
    service.serve(requests, replies, lambda: enforce(plan))


def enforce(plan: confinement.ConfinementPlan) -> None:
    """Landlock and seccomp confine the thread that asks for them: where another one runs, no learner's code is run."""
    try:
        if threads() != 1:
            raise OSError("a second thread runs, which would stay unconfined")
        plan.enforce()
    except OSError:
        os._exit(NOT_CONFINED)


def make_plan() -> confinement.ConfinementPlan:
    """What this machine offers to confine the worker, with these limits in bytes and seconds."""
    return confinement.prepare(
        confinement.readable_paths(site_folders(), sys.argv[4:]),
        memory_bytes=int(sys.argv[1]),
        cpu_seconds=int(sys.argv[2]),
    )


def try_confinement(judge: int, secrets: list[str]) -> None:
    """Print the level, and what was found by trying to break out, as one line."""
    plan = make_plan()
    enforce(plan)
    print("\t".join(selftest.level(selftest.attempt_all(secrets, judge), plan.layers)))
