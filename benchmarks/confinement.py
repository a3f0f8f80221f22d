"""What confinement costs a worker: milliseconds over a bare fork and exit, each layer alone and all together, and last what is
left for a worker to put on below a zygote, which is what every forked worker pays.

    python benchmarks/confinement.py [rounds]

Run by root, it measures an ordinary user's worker first, then root's. The bar: at most 1 ms as a user, 2 ms as root.
Rounds are interleaved, so that a busy moment of the machine falls on every row alike; the figures are medians.
"""

from __future__ import annotations

import json
import os
import statistics
import sys
import time
from collections.abc import Callable
from pathlib import Path

import numpy  # noqa: F401  a zygote has NumPy loaded, and a fork copies its page tables

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from grader.sandbox import confinement
from grader.sandbox.confinement import identity, landlock, limits, linux, seccomp
from grader.sandbox.confinement.plan import ConfinementPlan

MEMORY, SECONDS = 1 << 30, 10
NOBODY = 65_534
BARE, ALL, REST = "bare fork and exit", "all layers", "what a zygote has not put on for all"

Action = Callable[[], None]


def layers(plan: ConfinementPlan, readable: list[str]) -> dict[str, Action]:
    """What each row of the table does in the child."""
    ruleset, program = landlock.Ruleset(readable), seccomp.filter_here()
    lower, end = limits.lowering(MEMORY), limits.ending_after(SECONDS)

    def limited() -> None:
        lower()
        end()

    rows: dict[str, Action] = {
        BARE: lambda: None,
        "session": identity.new_session,
        "parent death signal": identity.Tie(),
        "limits": limited,
        "no new privileges": identity.no_new_privileges,
        f"landlock {ruleset.abi}": unprivileged(ruleset.enforce),
        "seccomp": unprivileged(program.install),
    }
    if identity.is_root():
        rows["uid"] = identity.WorkerUser().become
        rows["network namespace of its own"] = identity.leave_network
    return {**rows, ALL: plan.enforce}


def unprivileged(action: Action) -> Action:
    """Landlock and seccomp ask for NO_NEW_PRIVS first; its own row tells what that costs."""

    def act() -> None:
        identity.no_new_privileges()
        action()

    return act


def lifetime(action: Action) -> float:
    """Milliseconds from the fork of a child that acts and exits to its being reaped."""
    start = time.perf_counter()
    child = os.fork()
    if child == 0:
        status = 1
        try:
            action()
            status = 0
        finally:
            os._exit(status)
    _, status = os.waitpid(child, 0)
    assert status == 0, f"a worker could not be confined: wait status {status}"
    return (time.perf_counter() - start) * 1e3


def measure(rows: dict[str, Action], rounds: int) -> dict[str, float]:
    """The median of each row."""
    times: dict[str, list[float]] = {name: [] for name in rows}
    for _ in range(rounds):
        for name, action in rows.items():
            times[name].append(lifetime(action))
    return {name: statistics.median(values) for name, values in times.items()}


def report(rounds: int) -> None:
    """Measure as the present user and print the table."""
    readable = confinement.readable_paths()
    started = time.perf_counter()
    plan = linux.prepare(readable, memory_bytes=MEMORY, cpu_seconds=SECONDS, drop_uid=True)
    prepared = (time.perf_counter() - started) * 1e3
    print(f"\nas {'root' if identity.is_root() else 'an ordinary user'}: {', '.join(plan.layers)}")
    print(f"prepare, once per zygote: {prepared:.1f} ms for {len(readable)} paths")
    show(measure(layers(plan, readable), rounds))
    show(measured_below_zygote(plan, rounds))


def show(medians: dict[str, float]) -> None:
    for name, value in medians.items():
        bare = medians[BARE]
        print(f"  {name:<36} {value:7.2f} ms  {value - bare:+6.2f} ms  {value / bare:5.2f} x", flush=True)


def measured_below_zygote(plan: ConfinementPlan, rounds: int) -> dict[str, float]:
    """The cost of a forked worker in a child that has put on, as a zygote does, all that its workers inherit."""
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        plan.enforce_inherited()
        plan.move_here(0)
        os.write(writing, json.dumps(measure({BARE: lambda: None, REST: plan.enforce}, rounds)).encode())
        os._exit(0)
    os.close(writing)
    with open(reading, encoding="utf-8") as pipe:
        found: dict[str, float] = json.load(pipe)
    os.waitpid(child, 0)
    return found


def as_user(rounds: int) -> None:
    """The same in a child of root that has become an ordinary user."""
    child = os.fork()
    if child == 0:
        status = 1
        try:
            os.setgroups([])
            os.setresgid(NOBODY, NOBODY, NOBODY)
            os.setresuid(NOBODY, NOBODY, NOBODY)
            report(rounds)
            sys.stdout.flush()
            status = 0
        finally:
            os._exit(status)
    os.waitpid(child, 0)


if __name__ == "__main__":
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 200
    if identity.is_root():
        as_user(count)
    report(count)
