"""The zygote: a small process with NumPy loaded and nothing secret, that forks one confined worker at a time.

It is started by exec with a clean environment, so that no page of the judge's memory is shared with it. The judge speaks to
it over one socket. Before the first worker, a probe confines itself as a worker does and tries to break out; what it found is
the first thing that the judge hears. A byte and three descriptors ask for a worker; the next byte ends it: the worker is
killed and reaped, and its status is told. A worker is reaped only when it is ended, so its process number can never mean
another process. If the judge goes away, so does everything here.
"""

from __future__ import annotations

import fcntl
import os
import signal
import socket
import struct
import sys
import threading
from typing import NoReturn

from grader.sandbox import confinement
from grader.sandbox.confinement import selftest
from grader.sandbox.sealing import seal
from grader.sandbox.spawn import NOT_CONFINED, site_folders

STATUS = struct.Struct("<i")
MOST_DESCRIPTORS = 4096


def main() -> None:
    """Called by the boot line in `spawn.py`: argv is ["-c", socket, memory in bytes, processor seconds,
    the judge's process, and what must be out of reach].
    """
    control = socket.socket(fileno=int(sys.argv[1]))
    os.chdir("/")
    os.setsid()
    # Before NumPy is loaded: the children that are forked to try the layers are small and quick as long as this process is.
    plan, told = tried_plan(int(sys.argv[4]), sys.argv[5:])
    from grader import worker

    seal()
    control.sendall("\t".join(told).encode() + b"\n")
    assert threading.active_count() == 1, "a zygote that forks has one thread"
    workers = 0
    while serve_one(control, plan):
        workers += 1
        if workers == 1:
            worker.warm()  # the first one does without what few files need, so that it comes sooner
    os._exit(0)  # nothing here needs tidying, and the judge waits


def tried_plan(judge: int, secrets: list[str]) -> tuple[confinement.Plan, tuple[str, str]]:
    """The plan of confinement, and the level and the sentence of a probe that put it on and tried to break out.

    Where the layers cannot be had together, they are tried one after the other, and the probe again with what is left.
    """
    memory, processor = int(sys.argv[2]), int(sys.argv[3])
    for tried in (False, True):
        plan = confinement.prepare(
            confinement.readable_paths(site_folders()), memory_bytes=memory, cpu_seconds=processor, tried=tried
        )
        results = probed(plan, judge, secrets)
        if results:
            break
    return plan, selftest.level(results, plan.layers if results else [])


def probed(plan: confinement.Plan, judge: int, secrets: list[str]) -> list[selftest.Result]:
    """What a child that confines itself as a worker does could not do; empty where it could not confine itself."""
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        try:
            plan.enforce()
            results = selftest.attempt_all(secrets, judge)
            os.write(writing, "".join(f"{name}\t{blocked:d}\n" for name, blocked in results).encode())
        finally:
            os._exit(0)
    os.close(writing)
    with open(reading, encoding="utf-8") as pipe:
        rows = [line.rstrip("\n").split("\t") for line in pipe]
    os.waitpid(child, 0)
    return [(name, blocked == "1") for name, blocked in rows]


def serve_one(control: socket.socket, plan: confinement.Plan) -> bool:
    """Lend a worker until it is ended. False when the judge is gone."""
    message, descriptors, _, _ = socket.recv_fds(control, 1, 3)
    if not message:
        return False
    child = os.fork()
    if child == 0:
        work(control, plan, descriptors)
    for descriptor in descriptors:
        os.close(descriptor)
    more = control.recv(1)
    os.kill(child, signal.SIGKILL)
    _, status = os.waitpid(child, 0)
    if more:
        control.sendall(STATUS.pack(status))
    return bool(more)


def work(control: socket.socket, plan: confinement.Plan, descriptors: list[int]) -> NoReturn:
    """The worker's whole life. Descriptors: 0 is empty, 1 and 2 are the prints, two more are the line, and what the plan needs."""
    from grader import worker

    try:
        control.close()
        # Out of the way first: a descriptor that came as 1 must not be overwritten before it is placed.
        requests, replies, prints = (fcntl.fcntl(descriptor, fcntl.F_DUPFD, 100) for descriptor in descriptors)
        nothing = os.open(os.devnull, os.O_RDONLY)
        for source, goal in ((nothing, 0), (prints, 1), (prints, 2)):
            os.dup2(source, goal)
        close_all_but((0, 1, 2, requests, replies, *plan.descriptors))
        worker.open_streams()
        worker.serve(requests, replies, plan.enforce)
    except OSError:
        os._exit(NOT_CONFINED)
    finally:
        os._exit(0)


def close_all_but(kept: tuple[int, ...]) -> None:
    """An empty range is never asked for: os.closerange(0, 0) closes everything on some versions of Python."""
    edges = [*sorted(kept), MOST_DESCRIPTORS]
    for low, high in zip([0, *(descriptor + 1 for descriptor in edges)], edges, strict=False):
        if low < high:
            os.closerange(low, high)
