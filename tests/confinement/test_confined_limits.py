"""A worker that takes too much is stopped by itself; the limits cannot be raised."""

from __future__ import annotations

import os
import resource
import signal
import threading

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


def test_the_number_of_processes_of_the_user_is_not_limited(cell):
    def limit():
        return resource.getrlimit(resource.RLIMIT_NPROC)

    assert cell.confined(limit) == cell.free(limit)


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
