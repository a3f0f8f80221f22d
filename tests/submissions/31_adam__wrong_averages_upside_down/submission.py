"""The old average gets the small share, the new gradient the large one: m = (1 - beta) * m + beta * dw."""

import numpy as np


def adam(w, dw, config):
    beta1, beta2 = config["beta1"], config["beta2"]
    t = config.get("t", 0) + 1
    m = (1 - beta1) * config.get("m", np.zeros_like(w)) + beta1 * dw
    v = (1 - beta2) * config.get("v", np.zeros_like(w)) + beta2 * dw**2
    mhat = m / (1 - beta1**t)
    vhat = v / (1 - beta2**t)
    next_w = w - config["learning_rate"] * mhat / (np.sqrt(vhat) + config["epsilon"])
    config["m"], config["v"], config["t"] = m, v, t
    return next_w, config
