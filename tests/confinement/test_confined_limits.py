"""A worker that takes too much is stopped by itself; the limits cannot be raised."""

from __future__ import annotations

import os
import resource
import signal
import threading
import time

import pytest

MEGABYTE = 1 << 20


def test_too_much_memory_is_a_memory_error(cell):
    def take(megabytes):
        return len(bytearray(megabytes * MEGABYTE)) // MEGABYTE

    assert cell.confined(lambda: take(256), memory_bytes=64 * MEGABYTE) == "MemoryError"
    assert cell.confined(lambda: take(32), memory_bytes=64 * MEGABYTE) == 32


def test_a_list_that_grows_for_ever_is_a_memory_error(cell):
    def grow():
        held = []
        while True:
            held.append(bytes(MEGABYTE))

    assert cell.confined(grow, memory_bytes=64 * MEGABYTE) == "MemoryError"


def test_too_much_processor_time_ends_the_worker(cell):
    def spin():
        while True:
            pass

    assert cell.confined(spin, cpu_seconds=1) == f"killed by {signal.SIGXCPU.value}"


def test_a_worker_that_ignores_the_warning_is_killed_a_second_later(cell):
    def spin():
        signal.signal(signal.SIGXCPU, signal.SIG_IGN)
        while True:
            pass

    assert cell.confined(spin, cpu_seconds=1) == f"killed by {signal.SIGKILL.value}"


@pytest.mark.parametrize("limit", ["AS", "CPU", "FSIZE", "NOFILE", "CORE", "MEMLOCK", "MSGQUEUE"])
def test_no_limit_can_be_raised(cell, limit):
    number = getattr(resource, f"RLIMIT_{limit}")

    def raise_it():
        _, hard = resource.getrlimit(number)
        assert hard != resource.RLIM_INFINITY
        resource.setrlimit(number, (hard + 1, hard + 1))

    assert cell.confined(raise_it) == "ValueError"  # how Python words EPERM here


def test_descriptors_run_out_without_harm(cell):
    def open_many():
        return [os.open("/dev/null", os.O_RDONLY) for _ in range(1000)]

    assert cell.confined(open_many) == "OSError"


def test_a_worker_has_room_for_some_threads_more_than_its_user_has(cell):
    """The control: the zygote, which forks workers, has all the room that its user has.

    Other tests of the same user, at the same time, take of this room: what counts is the most that was to be had.
    """

    def threads():
        gate = threading.Event()
        made = []
        try:
            while len(made) < 2000:
                made.append(threading.Thread(target=gate.wait))
                made[-1].start()
        except RuntimeError:
            made.pop()
        gate.set()
        return len(made)

    rooms = [cell.confined(threads, memory_bytes=64 << 30)]
    while max(rooms) < 60 and len(rooms) < 10:
        time.sleep(1)
        rooms.append(cell.confined(threads, memory_bytes=64 << 30))
    assert 60 <= max(rooms) < 2000
    assert cell.free(threads) == 2000


def test_no_worker_can_shorten_its_own_processor_time(cell):
    """It would end by a signal that says nothing of who sent it."""

    def lower():
        resource.setrlimit(resource.RLIMIT_CPU, (1, 1))

    assert cell.confined(lower) in ("PermissionError", "ValueError")
    assert cell.free(lower) is None
    assert cell.confined(lambda: resource.getrlimit(resource.RLIMIT_CPU)[0] > 0) is True


@pytest.mark.parametrize("number", [signal.SIGKILL, signal.SIGSTOP])
def test_no_worker_can_send_itself_what_cannot_be_caught(cell, number):
    assert cell.confined(lambda: os.kill(os.getpid(), number)) == "PermissionError"
    assert cell.confined(lambda: signal.pthread_kill(threading.get_ident(), number)) == "PermissionError"
    assert cell.free(lambda: os.kill(os.getpid(), signal.SIGKILL)) == "killed by 9"


def test_a_lower_limit_that_is_there_already_stays(cell):
    def lower():
        resource.setrlimit(resource.RLIMIT_NOFILE, (48, 48))

    soft_and_hard = cell.planned(
        lambda plan: (plan.enforce(), resource.getrlimit(resource.RLIMIT_NOFILE))[1], before=lower
    )
    assert soft_and_hard == [48, 48]


def test_many_threads_have_room_for_their_stacks(cell):
    def run():
        barrier = threading.Barrier(17)
        threads = [threading.Thread(target=barrier.wait) for _ in range(16)]
        for thread in threads:
            thread.start()
        barrier.wait()
        return len(threads)

    assert cell.confined(run) == 16
