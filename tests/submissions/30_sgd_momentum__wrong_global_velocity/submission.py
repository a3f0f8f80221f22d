"""The velocity is a global variable, and the decay goes to the wrong half of the parameters."""

import numpy as np

velocity = 0.0


def sgd_momentum(w, dw, config):
    global velocity
    velocity = config["momentum"] * velocity + config["learning_rate"] * np.mean(dw)
    return w - velocity, config


def add_weight_decay(grads, params, weight_decay):
    out = {}
    for key in grads:
        if not key.startswith("W"):
            out[key] = grads[key] + weight_decay * params[key]
        else:
            out[key] = grads[key]
    return out


SLIDE_RULE = {"slide_first": 3.6, "slide_limit": -8.1, "true_first": 4.5, "true_limit": -9}
