"""States are kept in the config and changed in place; AdamW shrinks the weights first."""

import numpy as np


def adagrad(w, dw, config):
    config.setdefault("history", []).append(dw * dw)
    return w - config["learning_rate"] * dw / np.sqrt(sum(config["history"]) + config["epsilon"] ** 2), config


def rmsprop(w, dw, config):
    s = config.setdefault("cache", np.zeros(w.shape))
    s += (1 - config["rho"]) * (dw**2 - s)
    return w - config["learning_rate"] * dw / (s**0.5 + config["epsilon"]), config


def adadelta(w, dw, config):
    rho, e = config["rho"], config["epsilon"]
    state = config.setdefault("state", {"s": 0.0, "d": 0.0})
    state["s"] = rho * state["s"] + (1 - rho) * dw**2
    step = -np.sqrt((state["d"] + e) / (state["s"] + e)) * dw
    state["d"] = rho * state["d"] + (1 - rho) * step**2
    return w + config["learning_rate"] * step, config


def adamw(w, dw, config):
    b1, b2, t = config["beta1"], config["beta2"], config.get("t", 0) + 1
    m = b1 * config.get("m", 0) + (1 - b1) * dw
    v = b2 * config.get("v", 0) + (1 - b2) * dw * dw
    w = w * (1 - config["learning_rate"] * config["weight_decay"])
    rate = config["learning_rate"] * np.sqrt(1 - b2**t) / (1 - b1**t)
    return w - rate * m / (np.sqrt(v) + config["epsilon"] * np.sqrt(1 - b2**t)), dict(config, m=m, v=v, t=t)
