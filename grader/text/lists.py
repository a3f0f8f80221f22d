"""Words one after the other, as a sentence has them."""

from __future__ import annotations

from collections.abc import Sequence


def join_words(words: Sequence[str], last: str = "and") -> str:
    """Such as "a, b and c"; `last` stands before the last one. Empty where there are none."""
    *more, end = words or [""]
    return f"{', '.join(more)} {last} {end}" if more else end
