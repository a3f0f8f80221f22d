"""Starting this command's program anew with a clean environment, so that a zygote can be forked from it: NumPy is then loaded once.

The process stays the same one, with its number, its folder and its open files. Where anything about this Python is out of the ordinary,
nothing is started anew, and the zygote is a process of its own.
"""

from __future__ import annotations

import _signal  # type: ignore[import-not-found]  # the part of signal that is in C: the rest takes a while to load
import _thread
import os
import sys

REST = "from nncli.__main__ import go_on; go_on(zygote)"
INTERRUPT = (_signal.SIGINT,)
TOKEN_BYTES = 32
# Settings that make a Python run otherwise, and that the new one would be without.
SETTINGS = (
    "LD_PRELOAD", "PYTHONHOME", "PYTHONPLATLIBDIR", "PYTHONOPTIMIZE", "PYTHONDEBUG", "PYTHONINSPECT", "PYTHONVERBOSE",
    "PYTHONDEVMODE", "PYTHONFAULTHANDLER", "PYTHONTRACEMALLOC", "PYTHONPROFILEIMPORTTIME", "PYTHONASYNCIODEBUG", "PYTHONMALLOC",
    "PYTHONMALLOCSTATS", "PYTHONWARNDEFAULTENCODING", "PYTHONINTMAXSTRDIGITS", "PYTHONPERFSUPPORT", "PYTHON_PERF_JIT_SUPPORT",
    "PYTHONNODEBUGRANGES", "PYTHON_FROZEN_MODULES", "PYTHON_GIL", "PYTHON_JIT", "PYTHON_PRESITE",
)  # fmt: skip
# Of Python itself, of setuptools, and of virtualenv and uv: the last two see to distutils alone.
USUAL_FINDERS = ("_frozen_importlib", "_frozen_importlib_external", "_distutils_hack", "_virtualenv")


def restart(many: bool) -> None:
    """Start anew, with a zygote that will fork `many` workers, or few. Returns where this cannot be done, or had better not be."""
    if not is_ordinary():
        return
    from grader.sandbox.addresses import fix_addresses, release_addresses
    from grader.sandbox.handover import hand_over, invert
    from grader.sandbox.spawn import clean_environment, common_command

    token = os.urandom(TOKEN_BYTES)
    try:
        handed = hand_over(token)
    except (OSError, ValueError):
        return
    os.set_inheritable(handed, True)
    before = _signal.pthread_sigmask(_signal.SIG_BLOCK, INTERRUPT)  # until the new program can say that it was stopped
    # In the clean command line, where the token itself must not stand.
    words = common_command(handed, invert(token), many, REST)
    persona = fix_addresses()
    try:
        os.execve(words[0], words, clean_environment())
    except OSError:
        release_addresses(persona)
        os.close(handed)
        _signal.pthread_sigmask(_signal.SIG_SETMASK, before)


def is_ordinary() -> bool:
    """This is the program nncli and no other one, in a Python that would be the same after a start without its site module, its
    settings and its options.
    """
    flags = sys.flags
    special = (flags.debug, flags.inspect, flags.optimize, flags.verbose, flags.bytes_warning, flags.dev_mode)
    return _is_program() and not (
        any(special)
        or sys._xoptions
        or sys.gettrace()
        or sys.getprofile()
        or sys.pycache_prefix
        or getattr(sys, "frozen", False)
        or not sys.executable
        or sys.getfilesystemencoding() != "utf-8"
        or any(name in os.environ for name in SETTINGS)
        or any("COVERAGE" in name for name in os.environ)
        or any(_home(finder) not in USUAL_FINDERS for finder in sys.meta_path)
    )


def _is_program() -> bool:
    """The command `nncli` or `python -m nncli`, and nothing else runs in this process: whoever calls us from a program goes on with it."""
    main = sys.modules["__main__"]
    name = getattr(getattr(main, "__spec__", None), "name", "")
    file = os.path.basename(getattr(main, "__file__", None) or "")
    return (name == "nncli.__main__" or (not name and file == "nncli")) and _thread._count() == 0


def _home(finder: object) -> str:
    """The module of a finder, which is a class or an object of one."""
    return str((finder if isinstance(finder, type) else type(finder)).__module__)
