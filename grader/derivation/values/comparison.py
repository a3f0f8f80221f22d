"""When two lines have the same value: at all points, for every value of the free indices."""

from __future__ import annotations

import numpy as np

from grader.derivation.values.points import POINTS, UNKNOWN_VALUES, Array

RELATIVE, ABSOLUTE = 1e-9, 1e-12


def same_values(one: Array, other: Array) -> bool:
    """Equal within 1e-9 of the larger one at every point; false where either is not finite."""
    mine, yours = float(one.flat[0]), float(other.flat[0])  # one number decides most comparisons of a search
    if abs(mine - yours) > RELATIVE * max(abs(mine), abs(yours)) + ABSOLUTE:
        return False
    with np.errstate(all="ignore"):
        difference = np.abs(one - other)  # not finite where either is not
        bound = RELATIVE * np.maximum(np.abs(one), np.abs(other)) + ABSOLUTE
    return bool(np.all(difference <= bound)) and bool(np.isfinite(difference).all())


def same_equation(one: Array, other: Array) -> bool:
    """What is zero in one equation is, up to a factor, what is zero in the other.

    Each array is a left side minus a right side, at points as `draw_points` makes them for equations: the factor may differ
    from point to point, is never zero, and does not depend on the unknown.
    """
    if not {one.size, other.size} <= {1, POINTS}:  # an index is left free
        return False
    one, other = _by_unknown(one), _by_unknown(other)
    if not (np.isfinite(one).all() and np.isfinite(other).all()):
        return False
    largest_one, largest_other = np.abs(one).max(axis=1), np.abs(other).max(axis=1)
    if max(largest_one.max(), largest_other.max()) <= ABSOLUTE:  # 0 = 0, twice
        return True
    if not (np.all(largest_one > ABSOLUTE) and np.all(largest_other > ABSOLUTE)):
        return False
    one, other = one / largest_one[:, None], other / largest_other[:, None]
    crossed = one[:, :, None] * other[:, None, :]
    return bool(np.all(np.abs(crossed - crossed.transpose(0, 2, 1)) <= RELATIVE))


def is_free_of_unknown(values: Array) -> bool:
    """An equation in which the unknown makes no difference: any two such are the same, since nothing solves them."""
    table = _by_unknown(values)
    return bool(np.all(np.ptp(table, axis=1) <= RELATIVE * np.abs(table).max(axis=1) + ABSOLUTE))


def _by_unknown(values: Array) -> Array:
    """(points, values of the unknown)."""
    return np.broadcast_to(np.asarray(values).reshape(-1), (POINTS,)).reshape(-1, UNKNOWN_VALUES)
