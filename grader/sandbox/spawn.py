"""Starting the zygote, by a module that imports next to nothing: the sooner it starts, the sooner both sides have NumPy."""

from __future__ import annotations

import _thread
import importlib.util
import os
import signal
import socket
import sys

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
MEMORY = 2 * 2**30  # bytes that one worker may map
NOT_CONFINED = 97  # the exit status of a worker that could not put on its confinement
PROCESSOR = 60  # seconds of processor time of one worker; wall time is the judge's to keep


def site_folders() -> list[str]:
    """The folders that NumPy and msgspec are imported from."""
    found = [importlib.util.find_spec(name) for name in ("numpy", "msgspec")]
    folders = [os.path.dirname(os.path.dirname(spec.origin)) for spec in found if spec and spec.origin]
    return list(dict.fromkeys(folders))


def command(module: str, *arguments: object) -> list[str]:
    """The command line of a child: just enough path to find NumPy, msgspec and the worker's own modules."""
    sites = site_folders()
    boot = (
        f"import sys; sys.path += {[*sites, ROOT]!r}; from grader.sandbox import {module}; "
        f"sys.path[:] = [p for p in sys.path if p != {ROOT!r} or p in {sites!r}]; {module}.main()"
    )
    return [sys.executable, "-I", "-S", "-B", "-c", boot, *map(str, arguments)]


def clean_environment() -> dict[str, str]:
    """What a child knows of the outside: nothing that names a person, a token or a folder."""
    threads = (
        "OPENBLAS_NUM_THREADS",
        "OMP_NUM_THREADS",
        "MKL_NUM_THREADS",
        "VECLIB_MAXIMUM_THREADS",
        "NUMEXPR_NUM_THREADS",
    )
    fixed = {"LANG": "C.UTF-8", "HOME": "/nonexistent", "MPLBACKEND": "Agg", "PYTHONHASHSEED": "0"}
    kept = {name: os.environ[name] for name in ("PATH", "SYSTEMROOT", "WINDIR") if name in os.environ}
    return {**dict.fromkeys(threads, "1"), **fixed, **kept}


# Between making a socket inheritable and closing it, no other zygote may start: it would hold the line of this one open.
_starting = _thread.allocate_lock()


def start_zygote() -> tuple[socket.socket, int]:
    """The judge's end of the control socket, and the process number. Returns at once; the zygote says when it is warm."""
    with _starting:
        return _started()


def _started() -> tuple[socket.socket, int]:
    ours, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_STREAM)
    os.set_inheritable(theirs.fileno(), True)
    words = command("zygote", theirs.fileno(), MEMORY, PROCESSOR)
    silent = [(os.POSIX_SPAWN_OPEN, number, os.devnull, os.O_RDWR, 0) for number in range(3)]
    process = os.posix_spawn(
        words[0], words, clean_environment(), file_actions=silent, setsigdef=[signal.SIGINT, signal.SIGPIPE]
    )
    theirs.close()
    return ours, process
