"""Adam entry by entry, with the state in one nested dict and both corrections folded into the rate."""

import math

import numpy as np


def adam(w, dw, config):
    state = config.setdefault("adam state", {"m": [0.0] * w.size, "v": [0.0] * w.size, "t": 0})
    state["t"] += 1
    b1, b2 = config["beta1"], config["beta2"]
    rate = config["learning_rate"] * math.sqrt(1 - b2 ** state["t"]) / (1 - b1 ** state["t"])
    new = []
    for i, (weight, g) in enumerate(zip(w.ravel(), dw.ravel())):
        state["m"][i] += (1 - b1) * (g - state["m"][i])
        state["v"][i] += (1 - b2) * (g * g - state["v"][i])
        new.append(weight - rate * state["m"][i] / math.sqrt(state["v"][i] + config["epsilon"] ** 2))
    return np.array(new).reshape(w.shape), config
