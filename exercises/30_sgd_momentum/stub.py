"""30. Momentum, and a slide that drifts.

Fill in the functions and the constant, then run: nncli grade ex30_sgd_momentum.py
"""

import numpy as np


def sgd_momentum(w, dw, config):
    """Take one step with momentum.

    w: float array of any shape, the weights; not changed
    dw: float array shaped like w, the gradient; not changed
    config: dict with floats "learning_rate" and "momentum"; at the first call it
        holds no velocity, later it is the config that the last call returned

    Returns (next_w, config): next_w shaped like w; config carries the velocity on.
    """
    raise NotImplementedError


def add_weight_decay(grads, params, weight_decay):
    """Add weight decay to the gradients of the weights, not to those of the biases.

    grads: dict of float arrays with keys such as "W1", "b1"; not changed
    params: dict with the same keys and shapes; not changed
    weight_decay: float

    Returns a new dict with the keys and shapes of grads.
    """
    raise NotImplementedError


# f(t) = t^2/2 from t = 5, momentum 0.9, learning rate 0.1: t after one step, and
# the number that t tends to, under the rule as printed and under the right rule.
SLIDE_RULE = {
    "slide_first": None,
    "slide_limit": None,
    "true_first": None,
    "true_limit": None,
}
