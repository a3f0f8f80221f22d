"""A zygote that is forked, not started: one process loads NumPy and what a worker needs, forks the zygote, and goes on as the judge.

The command starts its own program anew for this, with a clean environment and no word of its command line, so that nothing that a
worker must not read is in its memory when it forks: see handover.py. What the zygote is after the fork, it would be after an exec:
its descriptors, its session, its modules. What the judge loads and reads from then on is the judge's alone.

`grow` is called by the boot line in `spawn.py`, in a process with SIGINT blocked; it returns so, in the judge.
"""

from __future__ import annotations

import _socket  # the part of socket that is in C: the rest takes long to load
import errno
import gc
import os
import signal
import sys
from typing import NoReturn

from grader.sandbox import memory, zygote
from grader.sandbox.confinement.kernel import syscall
from grader.sandbox.handover import invert, take_back
from grader.sandbox.sealing import threads
from grader.sandbox.spawn import MEMORY, PROCESSOR, SIGNALS_RESET, SILENT, secrets

READY, LOOKED = b"r", b"l"
SIZE_BYTES = 4
INTERRUPT = [signal.SIGINT]
STOPPED = 130
CLONE3 = 435  # the system call with which the C library starts a program and a thread; one number on every machine
SPARED = "typing_extensions"


def grow(many: bool) -> tuple[int, int] | None:
    """Load NumPy, fork the zygote, be the judge. The judge's end of the control socket and the zygote's process number; None where it
    shares what it must not, or cannot be had: then one is started by exec. A zygote that will fork `many` workers rehearses.

    The words of the command are the descriptor of what was handed over, and the inverted token that is in it.
    """
    handed, hidden = int(sys.argv[1]), bytes.fromhex(sys.argv[2])
    born = _fork(many)
    is_clean = born is not None and _is_alone(*born)
    is_clean &= memory.is_free_of(hidden)
    is_clean &= take_back(handed) == invert(hidden)
    is_clean &= _can_start_programs()
    if born is None:
        return None
    line, child = born
    try:
        if is_clean:
            _tell(line, secrets())
            return line.detach(), child
    except OSError:  # it is gone
        pass
    line.close()
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    return None


def _is_alone(line: _socket.socket, child: int) -> bool:
    """The zygote has left what was open here, and is told that this has been looked at."""
    try:
        if line.recv(1) == READY and memory.has_no_file(child):
            line.sendall(LOOKED)
            return True
    except OSError:  # it is gone
        pass
    return False


def _can_start_programs() -> bool:
    """Whether this machine lets a process start programs and threads. Where it does not, no zygote that died could be replaced and no
    answer with a thread would run: the zygote that is started by exec then says so at once.
    """
    try:
        syscall(CLONE3, 0, 0)
    except OSError as refusal:  # for its arguments, or since the kernel does not know it
        return refusal.errno != errno.EPERM
    return True


def _fork(many: bool) -> tuple[_socket.socket, int] | None:
    """Fork it, with SIGINT blocked in both; None where NumPy cannot be loaded, or has started a thread."""
    try:
        _load_or_stop()
    except Exception:  # it is tried again where a message can be given
        return None
    if threads() != 1:
        return None
    ours, theirs = _socket.socketpair()
    judge = os.getpid()
    gc.freeze()
    try:
        child = os.fork()
    except OSError:
        return None
    if child == 0:
        _serve(theirs, judge, many)
    theirs.close()
    return ours, child


def _load_or_stop() -> None:
    """Load all of it. Ctrl-C ends the process there and then: an exception in the middle of a library's start may crash it."""
    before = signal.getsignal(signal.SIGINT)
    if before is signal.default_int_handler:  # else it is ignored
        signal.signal(signal.SIGINT, _stop)
    try:
        signal.pthread_sigmask(signal.SIG_UNBLOCK, INTERRUPT)
        _load()
    finally:
        signal.pthread_sigmask(signal.SIG_BLOCK, INTERRUPT)
        signal.signal(signal.SIGINT, before)


def _stop(number: int, frame: object) -> None:
    os.write(2, b"stopped\n")
    os._exit(STOPPED)


def _load() -> None:
    """NumPy, and all that the zygote and its workers need of ours."""
    gc.disable()
    from grader.worker.numpy_import import standing_in

    with standing_in({SPARED: None}):  # msgspec takes typing in its place, which is loaded anyway
        from grader.worker import warmup  # noqa: F401


def _serve(control: _socket.socket, judge: int, many: bool) -> NoReturn:
    """The zygote's whole life, as if it had been started by exec."""
    try:
        _silence()
        zygote.detach(control)
        for number in SIGNALS_RESET:
            signal.signal(number, signal.SIG_DFL)
        signal.pthread_sigmask(signal.SIG_UNBLOCK, INTERRUPT)
        control.sendall(READY)
        if control.recv(1) == LOOKED:  # until then no file is opened
            from grader.sandbox.confinement import linux  # noqa: F401  # for speed: while the judge looks whether it may go on

        zygote.get_ready(control, zygote.ProbeTerms(MEMORY, PROCESSOR, judge, _hear(control), rehearsals=many))
    finally:
        os._exit(0)


def _tell(line: _socket.socket, out_of_reach: list[str]) -> None:
    """Let the zygote go on, and say what its workers must not reach."""
    told = "\0".join(out_of_reach).encode("utf-8", "surrogateescape")
    line.sendall(len(told).to_bytes(SIZE_BYTES, "little") + told)


def _hear(control: _socket.socket) -> list[str]:
    """What the judge tells. Raises EOFError where it is gone."""
    size = int.from_bytes(control.recv(SIZE_BYTES, _socket.MSG_WAITALL), "little")
    told = control.recv(size, _socket.MSG_WAITALL) if size else b""
    if not told:
        raise EOFError
    return told.decode("utf-8", "surrogateescape").split("\0")


def _silence() -> None:
    """The standard streams lead nowhere."""
    for number, mode in enumerate(SILENT):
        descriptor = os.open(os.devnull, mode)
        os.dup2(descriptor, number)
        os.close(descriptor)
