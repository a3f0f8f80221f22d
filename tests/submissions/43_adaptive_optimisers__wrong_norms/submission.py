"""One norm for all weights, signs in place of gradients, steps remembered without squares, a decay that grows."""

import numpy as np


def adagrad(w, dw, config):
    s = config.get("s", 0.0) + np.linalg.norm(dw)
    return w - config["learning_rate"] * dw / (s + config["epsilon"]), {**config, "s": s}


def rmsprop(w, dw, config):
    rho = config["rho"]
    s = rho * config.get("s", np.zeros_like(w)) + (1 - rho) * dw**2
    return w - config["learning_rate"] * np.sign(dw) * np.sqrt(s), {**config, "s": s}


def adadelta(w, dw, config):
    rho, e = config["rho"], config["epsilon"]
    s = rho * config.get("s", np.zeros_like(w)) + (1 - rho) * dw**2
    d = config.get("d", np.zeros_like(w))
    x = (d + e) / np.sqrt(s + e) * dw
    return w - config["learning_rate"] * x, {**config, "s": s, "d": rho * d + (1 - rho) * np.abs(x)}


def adamw(w, dw, config):
    t = config.get("t", 0) + 1
    m = config["beta1"] * config.get("m", 0 * w) + (1 - config["beta1"]) * dw
    v = config["beta2"] * config.get("v", 0 * w) + (1 - config["beta2"]) * dw**2
    step = m / (1 - config["beta1"] ** t) / (np.sqrt(v / (1 - config["beta2"] ** t)) + config["epsilon"])
    return w - config["learning_rate"] * (step + t * config["weight_decay"] * w), {**config, "m": m, "v": v, "t": t}
