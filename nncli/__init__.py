"""The command: words in, words out. And, for your own code, `from nncli import gradcheck`: see docs/gradcheck.md."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from grader import gradcheck as gradcheck


def __getattr__(name: str) -> Any:
    """`nncli.gradcheck`, imported when it is first asked for: the command starts without NumPy."""
    if name != "gradcheck":
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    import importlib  # for speed

    return importlib.import_module("grader.gradcheck")
