"""What a check may raise: shown as a sentence, without a traceback of ours."""

from __future__ import annotations

from typing import Any


class CheckError(Exception):
    """Nothing can be graded; the text says why, and what to do."""

    def _render_traceback_(self, *_: Any, **__: Any) -> list[str]:
        """What IPython shows in place of a traceback."""
        return [f"nncli: {self}"]


class CheckStopped(KeyboardInterrupt):
    """The check was interrupted. The kernel goes on, and the next check works."""

    def _render_traceback_(self, *_: Any, **__: Any) -> list[str]:
        """What IPython shows in place of a traceback."""
        return ["nncli: the check was stopped; the next one works as before"]
