"""Learning rates that change with the step t (counted from 0), and gradients that are shortened.

Sources: "Protopapas & Glickman, CS109B lecture 5": Learning Rate; "Schniter, ECE 4300 unit 8 (2020)": Stochastic gradient
descent using mini-batches, Rationale for stochastic gradient descent; Loshchilov and Hutter (2017); Pascanu, Mikolov and
Bengio (2013).
"""

from __future__ import annotations

import math
from collections.abc import Mapping

from grader.arrays import ArrayLike
from grader.reference.floats import FloatArray, as_float


def step_decay(t: int, lr: float, factor: float, every: int) -> float:
    """lr times factor to the power t // every."""
    return lr * factor ** (t // every)


def warmup_cosine(t: int, lr: float, warmup: int, total: int, lr_min: float = 0.0) -> float:
    """Up to lr in `warmup` steps, down to lr_min along half a cosine until t = total, and lr_min from then on.

    total must be above warmup.
    """
    if t < warmup:
        return lr * (t + 1) / warmup
    progress = min(1.0, (t - warmup) / (total - warmup))
    return lr_min + (lr - lr_min) / 2 * (1 + math.cos(math.pi * progress))


def clip_gradients(grads: Mapping[str, ArrayLike], max_norm: float) -> tuple[dict[str, FloatArray], float]:
    """The gradients times min(1, max_norm/norm) in a new dict, and the norm of all entries before that."""
    arrays = {key: as_float(value) for key, value in grads.items()}
    norm = math.sqrt(sum(float((g**2).sum()) for g in arrays.values()))
    factor = max_norm / norm if norm > max_norm else 1.0
    return {key: factor * g for key, g in arrays.items()}, norm
