"""The one exception of this package."""

from __future__ import annotations


class GradcheckError(ValueError):
    """The check cannot be made as asked: the message says what was found, where, and what to do next."""
