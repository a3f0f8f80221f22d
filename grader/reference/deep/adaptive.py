"""Optimisers with a rate for every weight: the relatives of Adam.

Each makes one step: (w, dw, config) -> (next_w, config). The returned config is handed in at the next step; it carries
the state, which starts at 0. Neither w, dw nor the config handed in is changed.

Sources: "Ravi, Building Simple Neural Networks": torch.optim; "Schniter, ECE 4300 unit 8 (2020)": 3) Select the
optimizer and loss criterion; Duchi, Hazan and Singer (2011); Tieleman and Hinton (2012); Zeiler (2012); Loshchilov and
Hutter (2019).
"""

from __future__ import annotations

from typing import Any

import numpy as np

from grader.arrays import ArrayLike
from grader.reference.floats import FloatArray, as_float
from grader.reference.optimisers import Config, adam


def adagrad(w: ArrayLike, dw: ArrayLike, config: Config) -> tuple[FloatArray, dict[str, Any]]:
    """s = s + dw^2, next_w = w - learning_rate*dw/(sqrt(s) + epsilon).

    config: "learning_rate", "epsilon", and from the second step on "s".
    """
    w, dw = as_float(w), as_float(dw)
    s = config.get("s", 0.0) + dw**2
    return w - config["learning_rate"] * dw / (np.sqrt(s) + config["epsilon"]), {**config, "s": s}


def rmsprop(w: ArrayLike, dw: ArrayLike, config: Config) -> tuple[FloatArray, dict[str, Any]]:
    """s = rho*s + (1 - rho)*dw^2, next_w = w - learning_rate*dw/(sqrt(s) + epsilon).

    config: "learning_rate", "rho", "epsilon", and from the second step on "s".
    """
    w, dw = as_float(w), as_float(dw)
    s = config["rho"] * config.get("s", 0.0) + (1 - config["rho"]) * dw**2
    return w - config["learning_rate"] * dw / (np.sqrt(s) + config["epsilon"]), {**config, "s": s}


def adadelta(w: ArrayLike, dw: ArrayLike, config: Config) -> tuple[FloatArray, dict[str, Any]]:
    """s averages dw^2, d the squares of the steps x = sqrt(d + epsilon)/sqrt(s + epsilon)*dw; next_w = w - learning_rate*x.

    The step is taken with d as it was. config: "learning_rate", "rho", "epsilon", and from the second step on "s", "d".
    """
    w, dw = as_float(w), as_float(dw)
    rho, epsilon, d = config["rho"], config["epsilon"], config.get("d", 0.0)
    s = rho * config.get("s", 0.0) + (1 - rho) * dw**2
    x = np.sqrt(d + epsilon) / np.sqrt(s + epsilon) * dw
    return w - config["learning_rate"] * x, {**config, "s": s, "d": rho * d + (1 - rho) * x**2}


def adamw(w: ArrayLike, dw: ArrayLike, config: Config) -> tuple[FloatArray, dict[str, Any]]:
    """A step of Adam, whose averages never see the decay, less learning_rate*weight_decay*w.

    config: that of `optimisers.adam`, and "weight_decay".
    """
    next_w, config = adam(w, dw, config)
    return next_w - config["learning_rate"] * config["weight_decay"] * as_float(w), config
