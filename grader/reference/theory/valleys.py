"""Gradient descent in one weight, from several starts: which valley it ends in, and how many starts it takes.

Source: "Protopapas & Glickman, CS109B lecture 5": Local vs Global Minima, Basic idea of learning, Let's play the Pavlos
game.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Final

import numpy as np

from grader.arrays import ArrayLike
from grader.reference.floats import as_float
from grader.reference.optimisers import gradient_descent

Curve = Callable[[float], float]


def descend(grad: Curve, w0: float, lr: float, steps: int) -> float:
    """Where `steps` steps w - lr * grad(w) from w0 end."""
    return float(gradient_descent(lambda w: grad(float(w)), w0, lr, steps)[-1])


def restarts(f: Curve, grad: Curve, starts: Sequence[float], lr: float, steps: int) -> tuple[float, float]:
    """(w, f(w)) at the end with the smallest f, of the descents from all starts."""
    ends = [descend(grad, start, lr, steps) for start in starts]
    best = min(ends, key=f)
    return best, float(f(best))


def success_share(values: ArrayLike, tol: float) -> float:
    """The share of the values (R,) that are at most the smallest + tol."""
    values = as_float(values)
    return float(np.mean(values <= values.min() + tol))


def starts_needed(p: float, q: float) -> int:
    """The smallest n with 1 - (1 - p)**n >= q: one of n starts succeeds with probability q or more."""
    n, all_fail = 0, 1.0
    while 1 - all_fail < q:
        n, all_fail = n + 1, all_fail * (1 - p)
    return n


def quartic(w: float) -> float:
    """w^4 - 3w^2 + w: two valleys, the left one deeper."""
    return w**4 - 3 * w**2 + w


LEFT, CREST, RIGHT = -1.3008395659415772, 0.1699384433115913, 1.130901122629986
LANDSCAPE: Final = {  # the three roots of the slope 4w^3 - 6w + 1
    "left_bottom": LEFT,
    "right_bottom": RIGHT,
    "crest": CREST,
    "global": "left",
    "ball_from_0.1": "left",
    "ball_from_0.3": "right",
}
