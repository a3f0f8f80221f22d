"""31. Adam: a worked solution.

The state of the method (two averages and a count) travels in config, from one call
to the next. Stored averages are the raw ones; the corrected ones live for one step.
"""

import numpy as np


def adam(w, dw, config):
    """One step of Adam.

    w: float array, the weights; not changed.
    dw: float array of the same shape, the gradient; not changed.
    config: dict with "learning_rate", "beta1", "beta2", "epsilon" (floats); from the
        second step on it is the config that the previous call returned. Keep the
        moments and the step count in it, under names of your choice.
    Returns (next_w, config); next_w: float array with the shape of w.
    """
    beta1, beta2 = config["beta1"], config["beta2"]
    # Without state in config this is the first step: zero averages, and t = 1.
    t = config.get("t", 0) + 1
    m = beta1 * config.get("m", np.zeros_like(w)) + (1 - beta1) * dw
    v = beta2 * config.get("v", np.zeros_like(w)) + (1 - beta2) * dw**2

    # Both averages start at zero and are too small at first, by exactly these factors.
    mhat = m / (1 - beta1**t)
    vhat = v / (1 - beta2**t)
    step = config["learning_rate"] * mhat / (np.sqrt(vhat) + config["epsilon"])

    return w - step, {**config, "m": m, "v": v, "t": t}
