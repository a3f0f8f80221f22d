"""43. A rate for every weight.

Fill in the functions, then run: nncli grade ex43_adaptive_optimisers.py
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
    raise NotImplementedError


def rmsprop(w, dw, config):
    """Take one step of RMSprop.

    w, dw: as for adagrad
    config: dict with floats "learning_rate", "rho" and "epsilon", then with state

    Returns (next_w, config): next_w shaped like w; config carries the state on.
    """
    raise NotImplementedError


def adadelta(w, dw, config):
    """Take one step of Adadelta.

    w, dw: as for adagrad
    config: dict with floats "learning_rate", "rho" and "epsilon", then with state

    Returns (next_w, config): next_w shaped like w; config carries the state on.
    """
    raise NotImplementedError


def adamw(w, dw, config):
    """Take one step of Adam with decoupled weight decay.

    w, dw: as for adagrad
    config: dict with floats "learning_rate", "beta1", "beta2", "epsilon" and
        "weight_decay", then with state

    Returns (next_w, config): next_w shaped like w; config carries the state on.
    """
    raise NotImplementedError
