"""Resource limits of a worker: memory, processor time, files, threads. Linux and macOS.

A worker starts no process, but threads, and the kernel counts these with all processes and threads of its user: what one worker takes,
others may lack. RLIMIT_NPROC bounds a worker at so many more than its user has; the zygote, which forks workers, has no such bound.
"""

from __future__ import annotations

import os
import resource
import sys
from collections.abc import Callable

from .kernel import LIBC

M_ARENA_MAX = -8
OPEN_FILES = 64
THREADS, MOST_PROCESSES = 64, 1 << 16
ZYGOTE_AND_WORKER = 2
# Where /proc is missing: room for an interpreter with NumPy, so that the limit never kills an innocent worker.
USUAL_ADDRESS_SPACE = 1 << 30


def lowering(memory_bytes: int) -> Callable[[], None]:
    """A step that lowers the limits of the process that runs it and of those that it forks then, soft and hard.

    ``memory_bytes`` is what a worker may map on top of what is mapped when the step is run, so that the size of the
    libraries does not count as the learner's. A limit that is lower already stays as it is.
    """
    _share_one_heap()
    wanted = [(limit, *_within_hard_limit(limit, most, most)) for limit, most in _constant_limits()]

    def lower() -> None:
        for limit, soft, hard in wanted:
            resource.setrlimit(limit, (soft, hard))
        if sys.platform == "linux":
            room = _bytes_of_maps() + memory_bytes
            resource.setrlimit(resource.RLIMIT_AS, _within_hard_limit(resource.RLIMIT_AS, room, room))

    return lower


def ending_after(cpu_seconds: int) -> Callable[[], None]:
    """A step for a worker itself, since the time that a zygote took is no worker's.

    ``cpu_seconds`` of processor time end in SIGXCPU, one more in SIGKILL.
    """
    wanted = _within_hard_limit(resource.RLIMIT_CPU, cpu_seconds, cpu_seconds + 1)
    return lambda: resource.setrlimit(resource.RLIMIT_CPU, wanted)


def bounding_threads(own_user: bool) -> Callable[[], None]:
    """A step for a worker itself: at most THREADS threads more than its user has; ``own_user`` where it shares that user with its zygote
    alone. To be prepared in the zygote, before it has become that user. Linux only.
    """
    most = (ZYGOTE_AND_WORKER if own_user else _room_for_processes()) + THREADS
    wanted = _within_hard_limit(resource.RLIMIT_NPROC, most, most)
    return lambda: resource.setrlimit(resource.RLIMIT_NPROC, wanted)


def _room_for_processes() -> int:
    """A power of two above the number of processes and threads of this user, found by forking under limits."""
    before = resource.getrlimit(resource.RLIMIT_NPROC)
    most = THREADS
    try:
        while most < MOST_PROCESSES and not _can_fork_within(most, before[1]):
            most *= 2
    finally:
        resource.setrlimit(resource.RLIMIT_NPROC, before)
    return most


def _can_fork_within(most: int, hard: int) -> bool:
    try:
        resource.setrlimit(resource.RLIMIT_NPROC, (most, hard))
        child = os.fork()
    except (OSError, ValueError):
        return False
    if child == 0:
        os._exit(0)
    os.waitpid(child, 0)
    return True


def _share_one_heap() -> None:
    """Have threads share the main heap: glibc would reserve 64 MB of address space for each, which counts as memory."""
    if hasattr(LIBC, "mallopt"):
        LIBC.mallopt(M_ARENA_MAX, 1)


def _constant_limits() -> list[tuple[int, int]]:
    limits = [
        (resource.RLIMIT_FSIZE, 0),
        (resource.RLIMIT_NOFILE, OPEN_FILES),
        (resource.RLIMIT_CORE, 0),
        (resource.RLIMIT_MEMLOCK, 0),
    ]
    if sys.platform == "linux":
        limits.append((resource.RLIMIT_MSGQUEUE, 0))
    return limits


def _within_hard_limit(limit: int, soft: int, hard: int) -> tuple[int, int]:
    """(soft, hard) cut down to the present hard limit, which only root may raise."""
    ceiling = resource.getrlimit(limit)[1]
    if ceiling == resource.RLIM_INFINITY:
        return soft, hard
    return min(soft, ceiling), min(hard, ceiling)


def _bytes_of_maps() -> int:
    """How much address space this process has mapped."""
    try:
        with open("/proc/self/statm", "rb", buffering=0) as statm:
            return int(statm.read(64).split()[0]) * resource.getpagesize()
    except OSError:
        return USUAL_ADDRESS_SPACE
