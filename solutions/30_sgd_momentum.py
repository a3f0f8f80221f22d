"""Exercise 30, solved: momentum, and a slide that drifts."""

import numpy as np


def sgd_momentum(w, dw, config):
    """Take one step with momentum.

    w: float array of any shape, the weights; not changed
    dw: float array shaped like w, the gradient; not changed
    config: dict with floats "learning_rate" and "momentum"; at the first call it
        holds no velocity, later it is the config that the last call returned

    Returns (next_w, config): next_w shaped like w; config carries the velocity on.
    """
    m = config.get("velocity", np.zeros_like(w))
    m = config["momentum"] * m + config["learning_rate"] * dw
    # A new dict that remembers m for the next call.
    return w - m, {**config, "velocity": m}


def add_weight_decay(grads, params, weight_decay):
    """Add weight decay to the gradients of the weights, not to those of the biases.

    grads: dict of float arrays with keys such as "W1", "b1"; not changed
    params: dict with the same keys and shapes; not changed
    weight_decay: float

    Returns a new dict with the keys and shapes of grads.
    """
    decayed = {}
    for key, grad in grads.items():
        if key.startswith("W"):
            grad = grad + weight_decay * params[key]  # + makes a new array
        decayed[key] = grad
    return decayed


# The gradient of t^2/2 is t.
SLIDE_RULE = {
    "slide_first": 5 - (0.9 + 0.1 * 5),
    # t stays where the step is 0: 0.9 + 0.1*t = 0. This point depends on momentum
    # and rate; the minimum of f has no part in it.
    "slide_limit": -0.9 / 0.1,
    # At first the velocity is 0, so this is a step of plain descent.
    "true_first": 5 - 0.1 * 5,
    # Here m stays 0 only where the gradient is 0: at the minimum.
    "true_limit": 0.0,
}
