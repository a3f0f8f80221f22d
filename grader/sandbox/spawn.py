"""Starting the zygote, by a module that imports next to nothing: the sooner it starts, the sooner both sides have NumPy."""

from __future__ import annotations

import _thread
import os
import sys

from grader.sandbox.addresses import fix_addresses, release_addresses

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
MEMORY = 2 * 2**30  # bytes that one worker may map
# What the judge asks of a zygote: a worker, with three descriptors; another zygote, with one; or to be as its workers, for good.
FORK, FORK_WITH_RANDOM, CLONE, SETTLE = b"f", b"r", b"c", b"s"
# What the judge says of a worker at its end: it is done with it; or the worker hung up, and is given a moment to have a status of its own.
DONE, HUNG_UP = b"e", b"h"
WHICH_PROCESS = b"p"  # which process the worker is; asked only when a case takes long
# What is told instead of a wait status: it had hung up and lived on; it could not be forked; it held much of the machine's memory when
# it was killed for want of memory.
LIVED_ON, NOT_FORKED, OUT_OF_MEMORY = -1, -2, -3
NOT_CONFINED = 97  # the exit status of a worker that could not put on its confinement
PROCESSOR = 60  # seconds of processor time of one worker; wall time is the judge's to keep
KEPT = ("PATH", "LD_LIBRARY_PATH", "SYSTEMROOT", "WINDIR")  # what of our environment a child needs to start
SECRET_ROOMS = ("exercises", "solutions", "reference", "exercise", "judging", "authoring")  # folders of the package
SIGNALS_RESET = (2, 13)  # SIGINT, SIGPIPE
# As -I, but for PYTHONHASHSEED, which -I would leave unread: with another seed in each run a set of words has another order, and a file
# that goes through one another mark. What else -I keeps away is not there: the environment is a clean one, and the folder of the learner
# is taken off the path before anything is imported (PYTHONSAFEPATH does so from Python 3.11 on).
ISOLATED = ("-s", "-S")
SILENT = (os.O_RDONLY, os.O_RDWR, os.O_RDWR)  # how a zygote's standard streams are opened, each onto the null device


def site_folders() -> list[str]:
    """The folders that NumPy and msgspec are imported from."""
    folders = [
        next((p for p in sys.path if os.path.isdir(os.path.join(p, name))), None) for name in ("numpy", "msgspec")
    ]
    return list(dict.fromkeys(os.path.abspath(folder) for folder in folders if folder is not None))


def secrets() -> list[str]:
    """What no worker may read: where the right answers lie, in a checkout and in an installed package."""
    from grader.exercise.pack_places import places  # here, as only the judge's side needs it

    ours = ("exercises", "solutions", *(f"grader/{room}" for room in SECRET_ROOMS))
    return [path for place in (*(os.path.join(ROOT, one) for one in ours), *places()) if os.path.exists(path := place)]


def to_try() -> list[str]:
    """What a probe of the confinement is told: the judge's process, and the secrets."""
    return [str(os.getpid()), *secrets()]


def child_command(module: str, *arguments: object) -> list[str]:
    """The command line of a child: just enough path to find NumPy, msgspec and the worker's own modules."""
    return [sys.executable, *ISOLATED, "-B", "-c", f"{_boot(module)}; {module}.main()", *map(str, arguments)]


def _boot(module: str) -> str:
    sites = site_folders()
    return (
        f"import sys; sys.path[:] = [p for p in sys.path if p]; sys.path += {[*sites, ROOT]!r}; from grader.sandbox import {module}; "
        f"sys.path[:] = [p for p in sys.path if p != {ROOT!r} or p in {sites!r}]"
    )


def common_command(handed: int, hidden: bytes, many: bool, rest: str) -> list[str]:
    """The command line of the process that becomes judge and zygote, as `forked_zygote.grow` wants it; `rest` is what it goes on with
    as the judge, where `zygote` is what it has forked.
    """
    unbuffered = getattr(sys.stdout, "write_through", False) or getattr(sys.stderr, "write_through", False)
    options = ["-B"] * sys.dont_write_bytecode + ["-u"] * unbuffered
    boot = f"import gc; gc.disable(); {_boot('forked_zygote')}; zygote = forked_zygote.grow({many}); {rest}"
    return [sys.executable, *ISOLATED, *options, "-c", boot, str(handed), hidden.hex()]


def clean_environment() -> dict[str, str]:
    """What a child knows of the outside: nothing that names a person or a token. Some Pythons find their own library, as the
    modules of a cluster do, only by LD_LIBRARY_PATH.
    """
    threads = (
        "OPENBLAS_NUM_THREADS",
        "OMP_NUM_THREADS",
        "MKL_NUM_THREADS",
        "VECLIB_MAXIMUM_THREADS",
        "NUMEXPR_NUM_THREADS",
    )
    fixed = {
        "LANG": "C.UTF-8",
        "HOME": "/nonexistent",
        "MPLBACKEND": "Agg",
        "PYTHONHASHSEED": "0",
        "PYTHONSAFEPATH": "1",
    }
    kept = {name: os.environ[name] for name in KEPT if name in os.environ}
    return {**dict.fromkeys(threads, "1"), **fixed, **kept}


# Between making a socket inheritable and closing it, no other zygote may start: it would hold the line of this one open.
_starting = _thread.allocate_lock()


def start_zygote() -> tuple[int, int]:
    """The descriptor of the judge's end of the control socket, and the process number. The zygote says when it is warm."""
    import _socket  # for speed: the part of socket that is in C, and only where a zygote is started by exec

    with _starting:
        ours, theirs = _socket.socketpair(_socket.AF_UNIX, _socket.SOCK_STREAM)
        os.set_inheritable(theirs.fileno(), True)
        words = child_command("zygote", theirs.fileno(), MEMORY, PROCESSOR, *to_try())
        silent = [(os.POSIX_SPAWN_OPEN, number, os.devnull, mode, 0) for number, mode in enumerate(SILENT)]
        before = fix_addresses()
        try:
            process = os.posix_spawn(words[0], words, clean_environment(), file_actions=silent, setsigdef=SIGNALS_RESET)
        finally:
            release_addresses(before)
        theirs.close()
    return ours.detach(), process
