"""Try to break out of the confinement, harmlessly, and say what was blocked. Run it in a confined probe worker.

An attempt that is refused was blocked. One that finds nothing where it looked proves nothing and counts as open.
Import this module before `Plan.enforce`; afterwards its own imports may be refused.
"""

from __future__ import annotations

import _socket  # the part of socket that is in C: the rest takes as long to load as all attempts together
import contextlib
import errno
import os
import stat
import sys
from collections.abc import Callable, Iterable, Sequence

if sys.platform != "win32":
    import resource
if sys.platform == "linux":
    import ctypes

    from .kernel import call

CLONE_NEWUSER = 0x10000000
PTRACE_SEIZE = 0x4206
SOMEWHERE = 0x1000
LONGEST_ARGUMENT = 32  # pages, in every Linux; other systems take less

NOTHING_THERE = (FileNotFoundError, ProcessLookupError)

Result = tuple[str, bool]
Action = Callable[[], object]


def attempt_all(secrets: Sequence[str], judge_pid: int) -> list[Result]:
    """(what was tried, whether it was blocked) for everything that this platform has: twelve things on Linux.

    ``secrets`` are files and folders that a worker must not read; this file, which lies in the grader, is always one of
    them. ``judge_pid`` is a living process that a worker must not touch.
    """
    attempts = _on_files([__file__, *secrets])
    attempts += [("network", _network()), ("new processes", [_start_process])]
    if sys.platform != "win32":
        attempts += [
            ("running programs", [_execute]),
            ("signals to the judge", [lambda: os.kill(judge_pid, 0), lambda: os.kill(os.getppid(), 0)]),
            ("raising limits", [_raise_limit]),
        ]
    if sys.platform == "linux":
        attempts += [
            ("the judge's memory", [lambda: _open_memory(judge_pid), lambda: _copy_memory(judge_pid)]),
            ("tracing the judge", [lambda: call("ptrace", PTRACE_SEIZE, judge_pid, 0, 0)]),
            ("new namespaces", [lambda: call("unshare", CLONE_NEWUSER)]),
        ]
    return [(name, all(_is_blocked(action) for action in actions)) for name, actions in attempts]


def level(results: Sequence[Result], layers: Sequence[str]) -> tuple[str, str]:
    """("strong", "partial" or "none", a sentence for the report), from what was really blocked.

    "strong" means that every attempt was blocked, "none" that no layer is on or that none of them blocked anything.
    """
    left_open = [name for name, blocked in results if not blocked]
    names = ", ".join(layers).replace("landlock", "Landlock") or "no layer"
    if left_open or not results:
        word = "partial" if layers and len(left_open) < len(results) else "none"
        return word, f"{word} ({names}; NOT blocked: {', '.join(left_open) or 'nothing was tried'})"
    word = "strong" if layers else "none"
    return word, f"{word} ({names}; self-test {len(results)}/{len(results)})"


def _is_blocked(action: Action) -> bool:
    try:
        action()
    except NOTHING_THERE:
        return False
    except OSError:
        return True
    return False


def _on_files(secrets: Sequence[str]) -> list[tuple[str, list[Action]]]:
    folders = [*map(_folder, secrets), *_common_folders()]
    return [
        ("reading files", _each(_read, secrets)),
        ("listing folders", _each(os.listdir, map(_folder, secrets))),
        ("writing files", _each(_write, folders)),
        ("changing file modes", _each(_keep_mode, secrets)),
    ]


def _each(action: Callable[[str], object], paths: Iterable[str]) -> list[Action]:
    return [lambda path=path: action(path) for path in dict.fromkeys(paths)]  # type: ignore[misc]


def _folder(path: str) -> str:
    return path if os.path.isdir(path) else os.path.dirname(path)


def _common_folders() -> list[str]:
    named = [os.environ.get(name, "") for name in ("TMPDIR", "TEMP")]
    return [folder for folder in ("/tmp", "/var/tmp", "/dev/shm", ".", *named) if os.path.isdir(folder)]


def _read(path: str) -> None:
    os.close(os.open(path, os.O_RDONLY))


def _write(folder: str) -> None:
    path = os.path.join(folder, f"confinement-probe-{os.getpid()}")
    os.close(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600))
    os.unlink(path)


def _keep_mode(path: str) -> None:
    os.chmod(path, stat.S_IMODE(os.stat(path).st_mode))


def _network() -> list[Action]:
    return [_connect_tcp, _send_udp, *([_open_unix_socket] if sys.platform != "win32" else [])]


def _connect_tcp() -> None:
    """To a port of this machine where nobody listens: a refusal by the port is no refusal by the sandbox."""
    tcp = _socket.socket(_socket.AF_INET, _socket.SOCK_STREAM)
    with contextlib.suppress(ConnectionRefusedError, TimeoutError):
        tcp.settimeout(0.5)
        tcp.connect(("127.0.0.1", 9))
    tcp.close()


def _send_udp() -> None:
    udp = _socket.socket(_socket.AF_INET, _socket.SOCK_DGRAM)
    udp.sendto(b"", ("127.0.0.1", 9))
    udp.close()


def _open_unix_socket() -> None:
    _socket.socket(_socket.AF_UNIX, _socket.SOCK_STREAM).close()


def _start_process() -> None:
    if sys.platform == "win32":
        import subprocess

        subprocess.run([sys.executable, "-I", "-S", "-c", ""], check=True)
        return
    child = os.fork()
    if child == 0:
        os._exit(0)
    os.waitpid(child, 0)


def _execute() -> None:
    """With an argument longer than any kernel takes: where nothing else forbids it, that does, and the probe lives on."""
    try:
        os.execv("/bin/sh", ["x" * (LONGEST_ARGUMENT * resource.getpagesize() + 1)])
    except OSError as error:
        if error.errno != errno.E2BIG:
            raise


def _raise_limit() -> None:
    if sys.platform != "win32":
        try:
            resource.setrlimit(resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))
        except ValueError as error:
            raise PermissionError(str(error)) from None


def _open_memory(pid: int) -> None:
    try:
        _read(f"/proc/{pid}/mem")
    except FileNotFoundError as error:
        raise PermissionError("there is no /proc to read it by") from error


def _copy_memory(pid: int) -> None:
    """From an address where nothing lies: EFAULT means that only the address was wrong."""
    if sys.platform == "linux":
        buffer = ctypes.create_string_buffer(1)
        here = (ctypes.c_size_t * 2)(ctypes.addressof(buffer), 1)
        there = (ctypes.c_size_t * 2)(SOMEWHERE, 1)
        try:
            call("process_vm_readv", pid, here, 1, there, 1, 0)
        except OSError as error:
            if error.errno != errno.EFAULT:
                raise
