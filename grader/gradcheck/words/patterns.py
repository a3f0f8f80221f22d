"""What the wrong entries have in common. A pattern is stated only where it holds for every entry that it speaks of,
within the bars of the measured slopes; at a kink the interval is quoted, never a ratio to the mean slope."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import numpy as np

from grader.arrays import NDArray
from grader.gradcheck.report import BlockReport, Joint, Pattern, Problem
from grader.gradcheck.words.block_view import BlockView, view_block
from grader.gradcheck.words.factors import FACTORS, match_constant_factor
from grader.gradcheck.words.places import PLACES, match_kink_value

Floats = NDArray[np.float64]

ALIKE = ("sign", "constant factor", "zeros")


def patterns(
    blocks: tuple[BlockReport, ...],
    problems: list[Problem],
    odd: Mapping[str, Floats],
    inputs: Mapping[str, Any],
    upstream: Any,
    joint: tuple[Joint, ...] = (),
) -> tuple[Pattern, ...]:
    """Every pattern among the wrong entries of the blocks, the most telling first."""
    found: list[Pattern] = [Pattern("upstream", p.block, p.sentence) for p in problems if p.kind == "upstream"]
    wrong = [block for block in blocks if block.verdict == "disagree"]
    for block in wrong:
        if block.name in odd:
            found += _odd_shape(block, odd[block.name])
        else:
            ignored = any(p.kind == "upstream" and p.block in ("", block.name) for p in problems)
            found += _of_block(view_block(block, blocks, inputs, upstream), ignored)
    return tuple(found + [_joint(conflict) for conflict in joint] + _blocks(blocks, wrong))


def _of_block(v: BlockView, upstream_ignored: bool) -> list[Pattern]:
    """The patterns of one block.

    A constant factor is an accident of the numbers where the upstream is ignored. Where the wrong entries are is not
    said where one factor explains the right ones too: 0 is twice 0.
    """
    factors = tuple(search for search in FACTORS if not (upstream_ignored and search is match_constant_factor))
    searches: tuple[Callable[[BlockView], Pattern | None], ...] = (_non_finite, *factors, _transpose, _permutation)
    values = [pattern for search in searches if (pattern := search(v)) is not None]
    whole = any(
        pattern.factor is not None and pattern.kind in ALIKE and v.explains_all(pattern.factor) for pattern in values
    )
    places = (match_kink_value,) if whole else PLACES
    return values + [pattern for search in places if (pattern := search(v)) is not None]


def _blocks(blocks: tuple[BlockReport, ...], wrong: list[BlockReport]) -> list[Pattern]:
    right = [block.name for block in blocks if block.verdict in ("agree", "subgradient", "precision")]
    if not wrong or not right:
        return []
    names = ", ".join(block.name for block in wrong)
    verb = "is" if len(wrong) == 1 else "are"
    sentence = f"only {names} {verb} wrong; {', '.join(right)} {'agrees' if len(right) == 1 else 'agree'}"
    return [Pattern("block", wrong[0].name if len(wrong) == 1 else "", sentence)]


def _odd_shape(block: BlockReport, array: Floats) -> list[Pattern]:
    """What the gradient would have to undergo to be right: a transpose, a sum over an axis, a reshape."""
    n, tolerance = block.measured, 3 * block.error + 1e-6 * np.abs(block.measured) + 1e-300
    candidates: list[tuple[str, str, Floats]] = []
    if array.ndim > 1:
        candidates.append(("transpose", "is the transpose of the measured one", array.T))
    for axis in range(array.ndim):
        for keep in (False, True):
            said = f"is right once it is summed over axis {axis}: the input was broadcast along it"
            candidates.append(("shape", said, array.sum(axis=axis, keepdims=keep)))
    if array.size == n.size:
        candidates.append(("shape", f"has the right numbers in the shape {array.shape}", array.reshape(n.shape)))
    for kind, said, fixed in candidates:
        if fixed.shape == n.shape and np.isfinite(n).all() and (np.abs(fixed - n) <= tolerance).all():
            return [Pattern(kind, block.name, f"the gradient of {block.name} {said}")]
    return []


def _non_finite(v: BlockView) -> Pattern | None:
    bad = ~np.isfinite(v.block.returned)
    if not bad.any():
        return None
    where = v.where(bad)
    return Pattern(
        "non-finite",
        v.name,
        f"the gradient of {v.name} is nan or infinite at {v.list_indices(where)}, while the forward pass is finite there",
        indices=where,
    )


def _transpose(v: BlockView) -> Pattern | None:
    a, n = v.block.returned, v.block.measured
    if a.ndim != 2 or a.shape[0] != a.shape[1] or a.size < 4 or not v.complete or not v.smooth or not v.wrong.any():
        return None
    tolerance = 3 * v.block.error + 1e-6 * np.abs(n) + v.floor
    if np.min(np.abs(a - n)[v.wrong]) <= 10 * np.max(tolerance):
        return None
    if (np.abs(a.T - n) <= tolerance).all():
        return Pattern("transpose", v.name, f"the gradient of {v.name} is the transpose of the measured one")
    return None


def _permutation(v: BlockView) -> Pattern | None:
    a, n = v.block.returned.ravel(), v.block.measured.ravel()
    if a.size < 2 or not v.complete or not v.smooth or v.wrong.sum() < 2:
        return None
    tolerance = 3 * np.max(v.block.error) + 1e-6 * np.abs(np.sort(n)) + v.floor
    if np.min(np.abs(a - n)[v.wrong.ravel()]) <= 10 * np.max(tolerance):
        return None
    if (np.abs(np.sort(a) - np.sort(n)) <= tolerance).all():
        return Pattern("permutation", v.name, f"the gradient of {v.name} holds the right numbers in the wrong places")
    return None


def _joint(conflict: Joint) -> Pattern:
    """Entries at a tie, with the slope of moving them together."""
    names = sorted({name for name, _ in conflict.members})
    listed = ", ".join(f"d{name}[{', '.join(map(str, index))}]" for name, index in conflict.members[:6])
    slope = f"{conflict.low:.6g}"
    if conflict.high - conflict.low > 1e-6 * max(abs(conflict.low), abs(conflict.high)):
        slope = f"in [{conflict.low:.6g}, {conflict.high:.6g}]"
    same = len(set(conflict.weights)) == 1
    how = "by the same amount" if same else f"along ({', '.join(f'{w:.3g}' for w in conflict.weights[:6])})"
    said = (
        f"{listed} are admissible one by one, but not together: moving them all {how} changes one output with a slope "
    )
    return Pattern(
        "joint",
        names[0] if len(names) == 1 else "",
        f"{said}{slope} (times its upstream gradient), while yours add up to {conflict.returned:.6g}",
        indices=tuple(index for _, index in conflict.members) if len(names) == 1 else (),
    )
