"""31. Adam.

Fill in the function, then run: nncli grade ex31_adam.py
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
    raise NotImplementedError
