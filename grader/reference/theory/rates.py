"""How fast gradient descent may go: on a bowl f(w) = w.H.w/2 by its curvatures, elsewhere by trying.

H (D, D) is symmetric with positive eigenvalues.

Sources: "Protopapas & Glickman, CS109B lecture 5": Considerations, Learning Rate; "Schniter, ECE 4300 unit 8 (2020)":
Fine-tuning the implementation.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np

from grader.arrays import ArrayLike
from grader.reference.floats import FloatArray, as_float
from grader.reference.optimisers import gradient_descent


def curvatures(H: ArrayLike) -> FloatArray:
    """The eigenvalues of H, the smallest first."""
    return as_float(np.linalg.eigvalsh(as_float(H)))


def largest_rate(H: ArrayLike) -> float:
    """2 / the largest eigenvalue: below it descent converges from every start."""
    return float(2 / curvatures(H)[-1])


def contraction(H: ArrayLike, lr: float) -> float:
    """The largest |1 - lr * lambda|: the factor by which the error shrinks per step, at worst."""
    return float(np.abs(1 - lr * curvatures(H)).max())


def best_for_bowl(H: ArrayLike) -> float:
    """2 / (smallest + largest eigenvalue): the rate with the smallest contraction."""
    lambdas = curvatures(H)
    return float(2 / (lambdas[0] + lambdas[-1]))


def sweep(
    f: Callable[[FloatArray], float],
    grad: Callable[[FloatArray], ArrayLike],
    w0: ArrayLike,
    rates: Sequence[float],
    steps: int,
) -> FloatArray:
    """(len(rates),): the loss after `steps` steps from w0 at each rate, infinity where it is not a finite number."""
    with np.errstate(all="ignore"):
        losses = np.array([f(gradient_descent(grad, w0, lr, steps)[-1]) for lr in rates], dtype=np.float64)
    return np.where(np.isfinite(losses), losses, np.inf)


def best_rate(rates: ArrayLike, losses: ArrayLike) -> float:
    """The rate with the smallest finite loss. Raises ValueError where no loss is finite."""
    losses = as_float(losses)
    if not np.isfinite(losses).any():
        raise ValueError("no rate ended at a finite loss")
    return float(as_float(rates)[np.where(np.isfinite(losses), losses, np.inf).argmin()])
