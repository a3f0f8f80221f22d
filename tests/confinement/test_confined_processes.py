"""A worker starts no process, touches none, and reaches no network; threads and asyncio work."""

from __future__ import annotations

import asyncio
import ctypes
import errno
import fcntl
import mmap
import os
import resource
import signal
import socket
import threading
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from grader.sandbox.confinement import identity, selftest, syscalls
from grader.sandbox.confinement.kernel import call, prctl

ATTACKS: dict[str, Callable[[int], object]] = {
    "signal 0": lambda judge: os.kill(judge, 0),
    "stop": lambda judge: os.kill(judge, signal.SIGSTOP),
    "signal by thread": lambda judge: call("tgkill", judge, judge, 0),
    "signal by queue": lambda judge: call("sigqueue", judge, 0, None),
    "signal by descriptor": lambda judge: os.pidfd_open(judge),
    "own its signals": lambda judge: fcntl.fcntl(os.pipe()[0], fcntl.F_SETOWN, judge),
    "trace": lambda judge: call("ptrace", selftest.PTRACE_SEIZE, judge, 0, 0),
    "read its memory": selftest._copy_memory,
    "limit it": lambda judge: resource.prlimit(judge, resource.RLIMIT_CPU, (1, 1)),
    "make it slow": lambda judge: os.setpriority(os.PRIO_PROCESS, judge, 19),
    "pin it": lambda judge: os.sched_setaffinity(judge, {0}),
}

SELF_HARM: dict[str, Callable[[], object]] = {
    "fork": selftest._start_process,
    "exec": selftest._execute,
    "spawn": lambda: os.posix_spawn("/bin/true", ["true"], {}),
    "outlive the zygote": lambda: prctl(identity.PR_SET_PDEATHSIG, 0),
    "become readable": lambda: prctl(identity.PR_SET_DUMPABLE, 1),
    "new user namespace": lambda: call("unshare", selftest.CLONE_NEWUSER),
    "anonymous file": lambda: os.memfd_create("x"),
    "shared memory": lambda: call("shmget", 0, 4096, 0o1600),
    "semaphores": lambda: call("semget", 0, 1, 0o1600),
    "message queue": lambda: call("msgget", 0, 0o1600),
    "watch files": lambda: call("inotify_init1", 0),
    "write large files": selftest._raise_limit,
}


def only_confinement_denies(cell, attack, **options):
    def act():
        attack()
        return "done"

    assert cell.confined(act, **options) == "PermissionError"
    control = cell.free(act)
    if control == "PermissionError":
        pytest.skip("this system denies it to everybody, so it proves nothing here")
    assert control == "done"


@pytest.mark.parametrize("abi", [None, 1])
@pytest.mark.parametrize("attack", ATTACKS)
def test_the_judge_cannot_be_touched(cell, judge, attack, abi):
    only_confinement_denies(cell, lambda: ATTACKS[attack](judge), landlock_abi=abi)


@pytest.mark.parametrize("abi", [1, 4])
def test_a_signal_owner_trick_does_not_kill_the_judge(cell, judge, abi):
    def aim():
        reading, writing = os.pipe()
        for command, value in ((fcntl.F_SETOWN, judge), (10, signal.SIGKILL), (fcntl.F_SETFL, os.O_ASYNC)):
            fcntl.fcntl(reading, command, value)
        os.write(writing, b"x")

    assert cell.confined(aim, landlock_abi=abi) == "PermissionError"
    os.kill(judge, 0)
    cell.free(aim)
    time.sleep(0.05)
    assert os.waitid(os.P_PID, judge, os.WEXITED | os.WNOHANG | os.WNOWAIT) is not None


@pytest.mark.parametrize("harm", SELF_HARM)
def test_a_worker_cannot_loosen_itself_or_multiply(cell, harm):
    only_confinement_denies(cell, SELF_HARM[harm])


@pytest.mark.parametrize("kind", [socket.SOCK_STREAM, socket.SOCK_DGRAM])
@pytest.mark.parametrize("family", [socket.AF_INET, socket.AF_INET6, socket.AF_UNIX, socket.AF_NETLINK])
def test_no_socket_can_be_made(cell, family, kind):
    assert cell.confined(lambda: socket.socket(family, kind).fileno()) == "PermissionError"


def test_a_pair_of_datagram_sockets_could_reach_others_and_is_denied(cell):
    assert cell.confined(lambda: socket.socketpair(type=socket.SOCK_DGRAM)[0].fileno()) == "PermissionError"


def test_asyncio_works(cell):
    async def seven():
        await asyncio.sleep(0)
        return 7

    assert cell.confined(lambda: asyncio.run(seven())) == 7


def test_threads_work(cell):
    def run():
        done = []
        threads = [threading.Thread(target=done.append, args=(number,)) for number in range(4)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        return sorted(done)

    assert cell.confined(run) == [0, 1, 2, 3]


def test_a_worker_may_signal_itself(cell):
    assert cell.confined(lambda: os.kill(os.getpid(), 0)) is None
    assert cell.confined(os.abort) == f"killed by {signal.SIGABRT.value}"


@pytest.mark.skipif(os.uname().machine != "x86_64", reason="int 0x80 is a way into the kernel of x86_64 only")
def test_a_call_made_the_32_bit_way_kills_the_worker(cell):
    def getpid_by_interrupt():
        # mov eax, 20 (getpid of i386); int 0x80; ret
        code = bytes([0xB8, 20, 0, 0, 0, 0xCD, 0x80, 0xC3])
        page = mmap.mmap(-1, 4096, prot=mmap.PROT_READ | mmap.PROT_WRITE | mmap.PROT_EXEC)
        page.write(code)
        return ctypes.CFUNCTYPE(ctypes.c_int)(ctypes.addressof(ctypes.c_char.from_buffer(page)))() > 0

    if cell.free(getpid_by_interrupt) is not True:
        pytest.skip("this kernel runs no 32-bit calls")
    assert cell.confined(getpid_by_interrupt) == f"killed by {signal.SIGSYS.value}"


def is_running(process):
    try:
        return "(zombie)" not in Path(f"/proc/{process}/status").read_text()
    except FileNotFoundError:
        return False


def test_the_worker_dies_with_its_zygote(cell):
    def zygote(plan):
        reading, writing = os.pipe()
        worker = os.fork()
        if worker == 0:
            plan.enforce()
            os.write(writing, b"x")
            time.sleep(60)
        os.read(reading, 1)
        return worker

    worker = cell.planned(zygote)
    deadline = time.monotonic() + 5
    while is_running(worker) and time.monotonic() < deadline:
        time.sleep(0.01)
    assert not is_running(worker)


def test_roots_worker_is_another_user_without_capabilities(cell):
    if not cell.root:
        pytest.skip("an ordinary user has no user to drop")

    def who():
        return [os.getresuid(), os.getresgid(), os.getgroups()]

    def capabilities():
        header, sets = (ctypes.c_uint32 * 2)(identity.CAPABILITY_VERSION_3, 0), (ctypes.c_uint32 * 6)()
        ctypes.CDLL(None).capget(header, sets)
        return list(sets)

    users, groups, others = cell.confined(who)
    assert users == groups and set(users) < set(identity.WORKER_IDS) and len(set(users)) == 1
    assert others == []
    assert any(cell.free(capabilities))
    kept = cell.planned(lambda plan: "file modes" in plan.missing)  # where no other way leads to root's own Python
    assert kept or cell.confined(capabilities) == [0] * 6
    assert cell.confined(lambda: __import__("colorsys").__name__) == "colorsys"  # which is imported late


@pytest.mark.parametrize("name", ["sync", "syncfs", "io_setup", "timer_create", "setrlimit"])
def test_calls_that_reach_beyond_a_process_are_denied(cell, name):
    """The control: outside of the confinement the kernel at least looks at their arguments."""
    number = syscalls.numbers({**syscalls.DENIED, **syscalls.CHECKED}, os.uname().machine)[name]

    def reason():
        libc = ctypes.CDLL(None, use_errno=True)
        libc.syscall(number, 0, 0, 0)
        return ctypes.get_errno()

    assert cell.confined(reason) == errno.EPERM
    assert cell.free(reason) != errno.EPERM
