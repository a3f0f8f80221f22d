"""The step count is a global variable: it goes on counting when the next optimiser starts."""

import numpy as np

t = 0


def adam(w, dw, config):
    global t
    t += 1
    m = config.get("m", np.zeros(w.shape))
    v = config.get("v", np.zeros(w.shape))
    m = config["beta1"] * m + (1 - config["beta1"]) * dw
    v = config["beta2"] * v + (1 - config["beta2"]) * dw**2
    mhat = m / (1 - config["beta1"] ** t)
    vhat = v / (1 - config["beta2"] ** t)
    w = w - config["learning_rate"] * mhat / (np.sqrt(vhat) + config["epsilon"])
    config = dict(config, m=m, v=v)
    return w, config
