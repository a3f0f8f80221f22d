"""What holds where neither the command line nor a setting says otherwise."""

from __future__ import annotations

import os


def usually_required() -> str:
    """The least isolation that will do where nobody says: a CI machine holds tokens."""
    return "strong" if os.environ.get("CI") else "partial"


def usual_seed() -> int:
    """Where nobody names a seed: 0, which everyone can practise with; in CI another one each time, so that no table of answers copied
    for the public cases earns a mark.
    """
    return draw_seed() if os.environ.get("CI") else 0


def draw_seed() -> int:
    """A seed that nobody can guess, and that every reader of JSON keeps exactly: 48 bits."""
    return int.from_bytes(os.urandom(6), "little")
