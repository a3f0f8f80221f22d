"""Exercise 43, solved: a rate for every weight.

All four divide the gradient by the root of something that remembers squares. They
differ in how long that memory is, and in what else enters the step.
"""

import numpy as np


def adagrad(w, dw, config):
    """Take one step of Adagrad.

    w: float array of any shape, the weights; not changed
    dw: float array shaped like w, the gradient; not changed
    config: dict with floats "learning_rate" and "epsilon"; from the second step on
        it is the config that the last call returned

    Returns (next_w, config): next_w shaped like w; config carries the state on.
    """
    s = config.get("s", np.zeros_like(w)) + dw**2  # a sum: it never shrinks
    next_w = w - config["learning_rate"] * dw / (np.sqrt(s) + config["epsilon"])
    return next_w, {**config, "s": s}


def rmsprop(w, dw, config):
    """Take one step of RMSprop.

    w, dw: as for adagrad
    config: dict with floats "learning_rate", "rho" and "epsilon", then with state

    Returns (next_w, config): next_w shaped like w; config carries the state on.
    """
    rho = config["rho"]
    s = rho * config.get("s", np.zeros_like(w)) + (1 - rho) * dw**2  # an average
    next_w = w - config["learning_rate"] * dw / (np.sqrt(s) + config["epsilon"])
    return next_w, {**config, "s": s}


def adadelta(w, dw, config):
    """Take one step of Adadelta.

    w, dw: as for adagrad
    config: dict with floats "learning_rate", "rho" and "epsilon", then with state

    Returns (next_w, config): next_w shaped like w; config carries the state on.
    """
    rho, eps = config["rho"], config["epsilon"]
    s = rho * config.get("s", np.zeros_like(w)) + (1 - rho) * dw**2
    d = config.get("d", np.zeros_like(w))
    # dw/sqrt(s) has no unit; sqrt(d), the size of recent steps, gives it that of w.
    # d is 0 at first, so eps alone gets the first step going.
    q = np.sqrt(d + eps) / np.sqrt(s + eps) * dw
    d = rho * d + (1 - rho) * q**2
    return w - config["learning_rate"] * q, {**config, "s": s, "d": d}


def adamw(w, dw, config):
    """Take one step of Adam with decoupled weight decay.

    w, dw: as for adagrad
    config: dict with floats "learning_rate", "beta1", "beta2", "epsilon" and
        "weight_decay", then with state

    Returns (next_w, config): next_w shaped like w; config carries the state on.
    """
    beta1, beta2 = config["beta1"], config["beta2"]
    t = config.get("t", 0) + 1
    m = beta1 * config.get("m", np.zeros_like(w)) + (1 - beta1) * dw
    v = beta2 * config.get("v", np.zeros_like(w)) + (1 - beta2) * dw**2
    step = m / (1 - beta1**t) / (np.sqrt(v / (1 - beta2**t)) + config["epsilon"])
    # The decay stands beside the quotient: it is not divided by the size of gradients.
    next_w = w - config["learning_rate"] * (step + config["weight_decay"] * w)
    return next_w, {**config, "m": m, "v": v, "t": t}
