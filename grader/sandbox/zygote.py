"""The zygote: a small process with NumPy loaded and nothing secret, that forks one confined worker at a time.

It is started by exec with a clean environment, so that no page of the judge's memory is shared with it, or forked before there is
anything to hide in them (forked_zygote.py). The judge speaks to it over one socket. Before the first worker, a probe is confined as
a worker is and tries to break out; what it found is the first thing that the judge hears. Then the zygote puts on, for good, all of
the confinement that a fork hands on.

A byte (FORK or FORK_WITH_RANDOM) and three descriptors ask for a worker; the next byte (DONE or HUNG_UP) ends it: the worker is
killed and reaped, and its status is told. A worker is reaped only when it is ended, so its process number can never mean another
process. CLONE and one descriptor, a socket, ask for another zygote that serves there: what is loaded is loaded once for a
class. As long as it may be asked for more of them, a zygote of root's is root still, so that each can become a user of its own; it
has run nothing of a learner's then. SETTLE says that no more will come. If the judge goes away, so does everything here.
"""

# For speed, the annotations of the tuples here are types: texts would be compiled one by one.
import _socket  # without the rest of socket: every library that is loaded here, each fork has to copy
import gc
import os
import signal
import struct
import sys
import time
from collections.abc import Callable
from typing import NamedTuple, NoReturn

from grader.sandbox import confinement
from grader.sandbox.sealing import seal, threads
from grader.sandbox.spawn import (
    CLONE,
    FORK_WITH_RANDOM,
    HUNG_UP,
    LIVED_ON,
    NOT_CONFINED,
    NOT_FORKED,
    OUT_OF_MEMORY,
    PROCESSOR,
    SETTLE,
    WHICH_PROCESS,
    site_folders,
)

STATUS = struct.Struct("<i")
DESCRIPTOR = struct.Struct("i")
ANCILLARY = _socket.CMSG_SPACE(3 * DESCRIPTOR.size)
MOST_DESCRIPTORS = 4096
MOMENT = 0.5  # seconds in which a process that hung up is expected to be gone
MUCH_MEMORY = 512 << 10  # kilobytes

Confine = Callable[[], None]
Serve = Callable[[int, int, Confine], None]


class ProbeTerms(NamedTuple):
    """What a probe of the confinement is told: the limits of a worker, the judge's process, and what must be out of reach.

    A zygote of one command does without rehearsals: they cost as much time as they spare fifteen workers.
    """

    memory_bytes: int
    processor_seconds: int
    judge: int
    secrets: list[str]
    rehearsals: bool = True


def main() -> None:
    """Called by the boot line in `spawn.py`: argv is ["-c", socket, memory in bytes, processor seconds,
    the judge's process, and what must be out of reach].
    """
    gc.disable()  # nothing that is loaded here is ever garbage
    control = _socket.socket(fileno=int(sys.argv[1]))
    detach(control)
    memory, processor, judge = map(int, sys.argv[2:5])
    get_ready(control, ProbeTerms(memory, processor, judge, sys.argv[5:]))
    os._exit(0)  # nothing here needs tidying, and the judge waits


def detach(control: _socket.socket) -> None:
    """Leave what was there before: descriptors, folder, session."""
    close_all_but((0, 1, 2, control.fileno()))
    os.chdir("/")
    os.setsid()


def get_ready(control: _socket.socket, terms: ProbeTerms) -> None:
    """Find out what confines a worker here, get ready to fork, and serve the judge until it is gone."""
    # Where NumPy is not loaded yet: the children that are forked to try the layers are small and quick as long as this process is.
    plan, told = try_plan(terms)
    from grader.worker import service, warmup

    warmup.load_modules()
    service.open_streams()
    seal()
    assert threads() == 1, "a zygote that forks has one thread"
    prepare_to_fork()
    if not terms.rehearsals:
        warmup.omit_rounds()
    serve_judge(control, plan, told)


def serve_judge(control: _socket.socket, plan: confinement.ConfinementPlan, told: str) -> None:
    """Do as the judge asks, until it is gone. It first hears what the probe found, and which process this is."""
    from grader.worker import service, warmup

    control.sendall(f"{told}\t{os.getpid()}\n".encode())
    lane, is_settled, rehearses = 0, False, True
    while True:
        rehearses = rehearses and not rehearse(control, warmup.run_round)
        message, descriptors = next_message(control)
        if message == CLONE:
            lane += 1
            if forked() == 0:
                control.close()
                plan.move_here(lane)
                plan.enforce_inherited()
                serve_judge(_socket.socket(fileno=descriptors[0]), plan, told)
                os._exit(0)
            os.close(descriptors[0])
            continue
        if not is_settled:
            plan.enforce_inherited()
            is_settled = True
        if message == SETTLE:
            continue
        if message == FORK_WITH_RANDOM:
            warmup.load_random()
            prepare_to_fork()
        if not message or not lend(control, service.serve, plan.enforce, descriptors):
            return


def rehearse(control: _socket.socket, run_round: Callable[[], bool]) -> bool:
    """Until the judge asks for something, run one round after the other; whether that was all of them."""
    while True:
        try:
            control.recv(1, _socket.MSG_PEEK | _socket.MSG_DONTWAIT)
            return False
        except BlockingIOError:
            if not run_round():
                prepare_to_fork()
                return True


def next_message(control: _socket.socket) -> tuple[bytes, list[int]]:
    """What the judge asks for, and the descriptors that came with it."""
    message, ancillary, _, _ = control.recvmsg(1, ANCILLARY)
    return message, [number for _, _, data in ancillary for (number,) in DESCRIPTOR.iter_unpack(data)]


def prepare_to_fork() -> None:
    """Have workers collect their own garbage only: to look through what they share would copy all of it."""
    gc.freeze()
    gc.enable()


def try_plan(terms: ProbeTerms) -> tuple[confinement.ConfinementPlan, str]:
    """The plan of confinement, and what a probe says that put it on and tried to break out: level, tab, sentence.

    Where the layers cannot be had together, they are tried one after the other, and the probe again with what is left.
    """
    for tried in (False, True):
        plan = confinement.prepare(
            confinement.readable_paths(site_folders(), terms.secrets),
            memory_bytes=terms.memory_bytes,
            cpu_seconds=terms.processor_seconds,
            tried=tried,
        )
        if told := probe_plan(plan, terms.judge, terms.secrets):
            return plan, told
    return plan, "none\tnone (no worker can confine itself)"


def probe_plan(plan: confinement.ConfinementPlan, judge: int, secrets: list[str]) -> str:
    """What a worker of a child says that confines itself as this zygote will; nothing where one of them could not."""
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        try:
            from grader.sandbox.confinement import selftest  # here, so that what it loads ends with this child

            plan.move_here(0)
            plan.enforce_inherited()
            if os.fork() == 0:
                plan.enforce()
                os.write(writing, "\t".join(selftest.level(selftest.attempt_all(secrets, judge), plan.layers)).encode())
            else:
                os.wait()
        finally:
            os._exit(0)
    os.close(writing)
    with open(reading, encoding="utf-8") as pipe:
        told = pipe.read()
    os.waitpid(child, 0)
    return told


def lend(control: _socket.socket, serve: Serve, confine: Confine, descriptors: list[int]) -> bool:
    """Fork a worker and wait until the judge ends it. False when the judge is gone. Where none can be forked, the judge is told at the
    end.
    """
    child = forked()
    if child == 0:
        work(control, serve, confine, descriptors)
    for descriptor in descriptors:
        os.close(descriptor)
    while (more := control.recv(1)) == WHICH_PROCESS:
        control.sendall(STATUS.pack(child or 0))
    status = NOT_FORKED if child is None else end_child(child, MOMENT if more == HUNG_UP else 0.0)
    if more:
        control.sendall(STATUS.pack(status))
    return bool(more)


def forked() -> int | None:
    """As os.fork; None where the machine has no process or no memory left for one."""
    try:
        return os.fork()
    except OSError:
        return None


def end_child(child: int, patience: float) -> int:
    """Kill it, unless it ends by itself within `patience` seconds; its status, or LIVED_ON, or OUT_OF_MEMORY."""
    end = time.monotonic() + patience
    while patience:
        gone, status, usage = os.wait4(child, os.WNOHANG)
        if gone and os.WIFSIGNALED(status) and os.WTERMSIG(status) == signal.SIGKILL:
            if usage.ru_utime + usage.ru_stime >= PROCESSOR:  # it had caught the signal that says so
                return int(signal.SIGXCPU)
            return OUT_OF_MEMORY if usage.ru_maxrss > MUCH_MEMORY else status
        if gone:
            return status
        if time.monotonic() > end:
            break
        time.sleep(0.005)
    os.kill(child, signal.SIGKILL)
    _, status = os.waitpid(child, 0)
    return LIVED_ON if patience else status


def work(control: _socket.socket, serve: Serve, confine: Confine, descriptors: list[int]) -> NoReturn:
    """The worker's whole life. Its descriptors: 0 is empty, 1 and 2 are the prints, two more are the line, and no others."""
    try:
        control.close()
        requests, replies, prints = descriptors  # none of them is 1 or 2, which the zygote holds open
        for goal in (1, 2):
            os.dup2(prints, goal)
        os.close(prints)
        serve(requests, replies, confine)
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
