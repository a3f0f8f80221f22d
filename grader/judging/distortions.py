"""Right numbers, distorted: what one wrong value is of the right one, if it is anything simple on every plain case."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator
from typing import Any

import numpy as np
from numpy.typing import NDArray

from grader import wire
from grader.exercise.spec import Raises
from grader.judging.case_view import CaseView, Evidence
from grader.judging.compare import entries_equal

Numeric = list[tuple[CaseView, NDArray[Any], NDArray[Any]]]


def distortion(evidence: Evidence) -> tuple[str, str] | None:
    """The slug of the first general mistake that explains the numbers, and a detail for its advice; None where none does."""
    numeric = _numeric(evidence)
    if numeric is None:
        return None
    slug = next((slug for slug, holds in ROWS if holds(numeric)), None)
    factor = None if slug else _factor(numeric)
    return ("constant_factor", factor) if factor else (slug, "") if slug else None


def _numeric(evidence: Evidence) -> Numeric | None:
    """The plain cases as (view, got, expected) arrays; None unless all are numbers and one is wrong."""
    rows: Numeric = []
    for view in evidence.plain:
        if not isinstance(view.value, (wire.Number, wire.Array)) or isinstance(
            view.expected, (str, tuple, list, dict, Raises)
        ):
            return None
        rows.append((view, np.asarray(view.got), np.asarray(view.expected, dtype=np.float64)))
    right = all(view.right for view, _, _ in rows)
    return None if right or not all(got.dtype.kind in "biuf" for _, got, _ in rows) else rows


def _every(rows: Numeric, version: Callable[[NDArray[Any], NDArray[Any]], Any], exact: bool = False) -> bool:
    """On every plain case, got equals version(got, reference)."""
    for view, got, expected in rows:
        wanted = np.asarray(version(got, expected))
        if exact:
            same = got.shape == wanted.shape and bool(np.all(np.abs(got - wanted) <= 1e-12))
        else:
            same = got.shape == wanted.shape and entries_equal(got, wanted, view.question.rules.tolerance)
        if not same:
            return False
    return True


def _rounding(rows: Numeric, digits: int) -> bool:
    return _every(rows, lambda _, right: np.round(right, digits), exact=True)


def _summation(got: NDArray[Any], expected: NDArray[Any]) -> Any:
    return np.full(got.shape, expected.sum()) if got.shape in ((), expected.shape) else np.full((1, 1, 1), np.nan)


def _transposition(rows: Numeric) -> bool:
    if not any(e.ndim == 2 and e.shape[0] != e.shape[1] for _, _, e in rows):
        return False
    return _every(rows, lambda _, right: right.T if right.ndim == 2 else right)


def _keepdims(rows: Numeric) -> bool:
    def squeeze(shape: tuple[int, ...]) -> list[int]:
        return [length for length in shape if length != 1]

    if any(squeeze(got.shape) != squeeze(expected.shape) for _, got, expected in rows):
        return False
    if all(got.shape == expected.shape for _, got, expected in rows):
        return False
    return all(entries_equal(g.reshape(e.shape), e, view.question.rules.tolerance) for view, g, e in rows)


def _outer(rows: Numeric) -> bool:
    return all(e.ndim == 1 and g.shape == (len(e), len(e)) for _, g, e in rows) and any(len(e) > 1 for _, _, e in rows)


def _factor(rows: Numeric) -> str | None:
    """The name of the factor f with got = f * reference on every plain case, always the same entry of the list."""
    names: list[dict[str, float]] = [dict(_factors(view)) for view, _, _ in rows]
    if not any(np.any(expected) for _, _, expected in rows):
        return None
    shared = [name for name in names[0] if all(name in known for known in names)]
    return next((name for name in shared if _multiple(rows, [known[name] for known in names])), None)


def _multiple(rows: Numeric, factors: list[float]) -> bool:
    left = iter(factors)
    return _every(rows, lambda _, right: next(left) * right)


def _factors(view: CaseView) -> Iterator[tuple[str, float]]:
    yield from (("2", 2.0), ("1/2", 0.5))
    first = next((value for value in view.inputs.values() if isinstance(value, np.ndarray) and value.ndim), None)
    counts = {} if first is None else {"N": float(len(first))}
    if first is not None and first.ndim > 1:
        counts |= {"C": float(first.shape[1]), "N C": float(len(first) * first.shape[1])}
    counts |= {"N N": counts["N"] ** 2} if "N" in counts else {}
    for name, count in counts.items():
        yield name, count
        yield (f"1/{name}" if " " not in name else f"1/({name})"), 1 / count
    yield from (("1/ln 2", 1 / math.log(2)), ("1/ln 10", 1 / math.log(10)))


ROWS: list[tuple[str, Callable[[Numeric], bool]]] = [
    ("sign_flipped", lambda rows: _every(rows, lambda got, right: -right)),
    ("transposed", _transposition),
    ("wrong_shape_keepdims", _keepdims),
    ("broadcast_outer", _outer),
    ("extra_sum", lambda rows: any(right.size > 1 for _, _, right in rows) and _every(rows, _summation)),
    ("rounded", lambda rows: any(_rounding(rows, digits) for digits in range(1, 10))),
]
