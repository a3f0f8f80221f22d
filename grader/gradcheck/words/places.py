"""Patterns of place: what the wrong entries have in common is where they are."""

from __future__ import annotations

import numpy as np

from grader.gradcheck.report import Pattern
from grader.gradcheck.words.block_view import BlockView, Bools

LISTED = 8


def match_kink_value(v: BlockView) -> Pattern | None:
    """The value at a kink lies outside the slopes on its two sides."""
    bad = v.wrong & v.kinked
    if not bad.any():
        return None
    where = v.where(bad)
    first = where[0]
    low, high, a = v.block.low[first], v.block.high[first], v.block.returned[first]
    return Pattern(
        "kink value",
        v.name,
        f"at {v.list_indices(where)} {v.name} sits on a kink: at the first of them any slope in [{low:.6g}, {high:.6g}] is a "
        f"legitimate convention, and {a:.6g} is outside",
        indices=where,
    )


def _lines(noun: str, wrong: list[int], right: list[int]) -> str:
    """Rows or columns in words: those that are wrong, or those that are not where these are few and the others many."""
    if len(wrong) == 1:
        return f"{noun} {wrong[0]}"
    if len(wrong) > LISTED >= len(right):
        return f"all {noun}s but {', '.join(map(str, right))}"
    more = f" and {len(wrong) - LISTED} more" if len(wrong) > LISTED else ""
    return f"{noun}s {', '.join(map(str, wrong[:LISTED]))}{more}"


def match_line(v: BlockView) -> Pattern | None:
    """Whole rows or columns, and nothing else."""
    if v.wrong.ndim != 2 or min(v.wrong.shape) < 2 or not _is_mixed(v) or not (v.wrong | v.right).all():
        return None
    for axis, noun in ((1, "row"), (0, "column")):
        whole = v.wrong.all(axis=axis)
        if (
            whole.any()
            and not v.wrong[~whole if axis == 1 else slice(None)][:, slice(None) if axis == 1 else ~whole].any()
        ):
            said = _lines(noun, np.flatnonzero(whole).tolist(), np.flatnonzero(~whole).tolist())
            return Pattern(
                noun, v.name, f"the gradient of {v.name} is wrong exactly in {said}", indices=v.where(v.wrong)
            )
    return None


def match_region(v: BlockView) -> Pattern | None:
    """Exactly where the input is negative, positive, zero, large or small."""
    if not _is_mixed(v):
        return None
    x = v.x
    sides = (
        ("0", x == 0),
        ("negative", x < 0),
        ("positive", x > 0),
        ("0 or negative", x <= 0),
        ("0 or positive", x >= 0),
    )
    for name, mask in sides:
        if _exactly(v, mask):
            return _region(v, f"{v.name} is {name}")
    if v.wrong.sum() < 2 or v.right.sum() < 2 or not (v.wrong | v.right).all():
        return None
    size = np.abs(x)
    if size[v.wrong].min() > size[v.right].max():
        return _region(v, f"|{v.name}| >= {size[v.wrong].min():.6g}")
    if size[v.wrong].max() < size[v.right].min():
        return _region(v, f"|{v.name}| <= {size[v.wrong].max():.6g}")
    return None


def _is_mixed(v: BlockView) -> bool:
    return bool(v.wrong.any() and v.right.any())


def _exactly(v: BlockView, mask: Bools) -> bool:
    known = v.wrong | v.right
    return bool((mask & known).any() and (known | ~np.isfinite(v.block.measured)).all()) and np.array_equal(
        v.wrong[known], mask[known]
    )


def _region(v: BlockView, where: str) -> Pattern:
    return Pattern(
        "region",
        v.name,
        f"the gradient of {v.name} is wrong exactly where {where} "
        f"({int(v.wrong.sum())} of {int((v.wrong | v.right).sum())} entries looked at)",
        indices=v.where(v.wrong),
    )


def match_few_entries(v: BlockView) -> Pattern | None:
    """Only a few entries, which can be listed."""
    count, total = int(v.wrong.sum()), v.wrong.size
    if not 0 < count <= min(max(3, total // 10), 24) or 2 * count >= total or not v.located:
        return None
    if not (v.wrong | v.right).all():
        return None
    where = v.where(v.wrong)
    return Pattern(
        "few entries",
        v.name,
        f"{count} of the {total} entries of the gradient of {v.name} "
        f"{'is' if count == 1 else 'are'} wrong, at {v.list_indices(where)}",
        indices=where,
    )


PLACES = (match_kink_value, match_line, match_region, match_few_entries)
