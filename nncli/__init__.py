"""nncli: exercises in the foundations of neural networks, graded with evidence.

    import nncli
    nncli.check()            all exercises that this notebook, or this file, attempts
    nncli.check(3)           one of them, by number, name, function or class
    from nncli import gradcheck    the gradient checker for code of your own (docs/gradcheck.md)

Importing it loads no NumPy and no grader: what is needed is loaded by the first check.
"""

# No `from __future__`: `python -m nncli` reads this before it forgets the folder that it runs in, with a learner's __future__.py.
TYPE_CHECKING = False  # typing itself takes a while to load
if TYPE_CHECKING:
    from typing import Any

    from grader import gradcheck as gradcheck
    from nncli.notebook.result import CheckResult


def check(what: "Any" = None, /, *, seed: int = 0) -> "CheckResult":
    """Grade what was run in this notebook, or what stands in this file, in a confined process.

    `what` is the number or the name of an exercise, or a function or class of yours; all exercises that are attempted where it is
    left out. `seed` draws other random cases, a whole number from 0 on. Raises CheckError where there is nothing to grade.
    """
    from nncli.notebook.checking import check_in

    return check_in(what, seed, depth=2)


def load_ipython_extension(ipython: "Any") -> None:
    """`%load_ext nncli`: the magics %%exercise, %hint, %solution and %progress."""
    from nncli.notebook.magics import register

    register(ipython)


__all__ = ["check", "gradcheck", "load_ipython_extension"]


def __getattr__(name: str) -> "Any":
    """`from nncli import gradcheck`: the gradient checker, imported when it is first asked for."""
    if name != "gradcheck":
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    import importlib  # for speed

    return importlib.import_module("grader.gradcheck")


def _follow_kernel() -> None:
    """In a notebook, hear from here on which cells run and which of them raise: its history does not tell."""
    import sys

    if (interactive := sys.modules.get("IPython")) and (shell := interactive.get_ipython()):
        from nncli.notebook.cells import kernel_of

        kernel_of(shell)


_follow_kernel()
