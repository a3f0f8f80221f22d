"""Optimisers: from a gradient to the next weights.

sgd_momentum and adam make one step: (w, dw, config) -> (next_w, config). The returned config is handed in at the next
step; it carries the state. Neither w, dw nor the config handed in is changed.

Sources: "Protopapas & Glickman, CS109B lecture 5": Gradient Descent, Considerations; "Ravi, Building Simple Neural
Networks": Basic SGD Optimizer, Momentum-based Optimizer, Adam ~ Adaptive Moment Estimation; "Schniter, ECE 4300 unit
8 (2020)": Gradient descent, Fine-tuning the implementation (weight_decay); Kingma and Ba (2015), Adam, algorithm 1.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Final, TypeAlias

import numpy as np

from grader.arrays import ArrayLike, NDArray
from grader.reference.floats import FloatArray, as_float

Config: TypeAlias = Mapping[str, Any]


def gradient_descent(grad: Callable[[FloatArray], ArrayLike], w0: ArrayLike, lr: float, steps: int) -> FloatArray:
    """The trajectory of w - lr * grad(w): w0 a number or (D,) -> (steps + 1,) or (steps + 1, D), row k after step k."""
    trajectory = [np.array(w0, dtype=np.float64)]
    for _ in range(steps):
        w = trajectory[-1]
        trajectory.append(w - lr * as_float(grad(w.copy())))
    return np.array(trajectory)


def behaviour_on_a_parabola(lr: float) -> str:
    """What descent does on f(w) = w^2, where each step multiplies w by 1 - 2 lr."""
    factor = abs(1 - 2 * lr)
    if factor == 1:
        return "oscillates"
    return "converges" if factor < 1 else "diverges"


CONVERGENCE: Final = {lr: behaviour_on_a_parabola(float(lr)) for lr in ("0.1", "0.9", "1.0", "1.1")}


def landscape(f: Callable[[FloatArray], float], w0: ArrayLike, w1: ArrayLike) -> FloatArray:
    """f at every pair of two weights: w0 (C,), w1 (R,) -> (R, C), entry [r, c] = f([w0[c], w1[r]])."""
    return np.array([[f(np.array([a, b])) for a in as_float(w0)] for b in as_float(w1)])


def path_on_map(path: ArrayLike, w0: ArrayLike, w1: ArrayLike) -> NDArray[np.int64]:
    """The row and the column of the grid values nearest to each point (weight 0, weight 1): path (K, 2) -> (K, 2)."""
    along0, along1 = as_float(path).T
    rows = np.abs(as_float(w1) - along1[:, None]).argmin(axis=1)
    columns = np.abs(as_float(w0) - along0[:, None]).argmin(axis=1)
    return np.stack([rows, columns], axis=1)


def sgd_momentum(w: ArrayLike, dw: ArrayLike, config: Config) -> tuple[FloatArray, dict[str, Any]]:
    """velocity = momentum * velocity + learning_rate * dw, next_w = w - velocity; the first velocity is 0.

    config: "learning_rate", "momentum", and from the second step on "velocity".
    """
    w, dw = as_float(w), as_float(dw)
    velocity = config["momentum"] * config.get("velocity", np.zeros_like(w)) + config["learning_rate"] * dw
    return w - velocity, {**config, "velocity": velocity}


def slide_momentum_step(t: float, lr: float, momentum: float) -> float:
    """One step on f(t) = t^2/2 by the rule that Ravi's slide prints, where momentum is added: m = momentum + lr * t."""
    return t - (momentum + lr * t)


SLIDE_RULE: Final = {  # f(t) = t^2/2 from t = 5 with momentum 0.9 and rate 0.1
    "slide_first": slide_momentum_step(5.0, lr=0.1, momentum=0.9),
    "slide_limit": -0.9 / 0.1,  # at rest the step is 0, so momentum + lr * t = 0
    "true_first": float(sgd_momentum(5.0, 5.0, {"learning_rate": 0.1, "momentum": 0.9})[0]),
    "true_limit": 0.0,  # the minimum of f
}


def add_weight_decay(
    grads: Mapping[str, ArrayLike], params: Mapping[str, ArrayLike], weight_decay: float
) -> dict[str, FloatArray]:
    """grads[k] + weight_decay * params[k] for keys that begin with "W", the other grads as they are; a new dict."""
    return {
        key: as_float(dw) + weight_decay * as_float(params[key]) if key.startswith("W") else as_float(dw).copy()
        for key, dw in grads.items()
    }


def adam(w: ArrayLike, dw: ArrayLike, config: Config) -> tuple[FloatArray, dict[str, Any]]:
    """One Adam step; the first has size learning_rate in every coordinate with a gradient other than 0.

    config: "learning_rate", "beta1", "beta2", "epsilon", and from the second step on "m", "v" (uncorrected) and "t".
    """
    w, dw = as_float(w), as_float(dw)
    beta1, beta2 = config["beta1"], config["beta2"]
    t = config.get("t", 0) + 1
    m = beta1 * config.get("m", np.zeros_like(w)) + (1 - beta1) * dw
    v = beta2 * config.get("v", np.zeros_like(w)) + (1 - beta2) * dw**2
    m_hat, v_hat = m / (1 - beta1**t), v / (1 - beta2**t)  # both averages start at 0 and are too small at first
    next_w = w - config["learning_rate"] * m_hat / (np.sqrt(v_hat) + config["epsilon"])
    return next_w, {**config, "m": m, "v": v, "t": t}
