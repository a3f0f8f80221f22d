"""58. One optimiser, several rates.

Fill in SGD and Adam, then run: nncli grade ex58_sgd_groups.py
"""

import numpy as np


class Parameter:  # given
    """What is learnt: data, a float array, and grad, an array of its shape or None."""

    def __init__(self, data):
        """Hold data; grad starts at zeros."""
        self.data = np.array(data, dtype=float)
        self.grad = np.zeros_like(self.data)


class SGD:
    """Gradient descent with momentum and weight decay.

    param_groups: list of dicts "params", "lr", "momentum", "weight_decay".
    """

    def __init__(self, params, lr, momentum=0.0, weight_decay=0.0):
        """Make param_groups.

        params: list of Parameters, or list of dicts with a list of Parameters under
            "params" and any of the settings of a group
        lr, momentum, weight_decay: floats, for what a group does not name
        """
        raise NotImplementedError

    def step(self, closure=None):
        """Update the data of every Parameter that has a gradient.

        closure: function without arguments, called once before the update, or None
        Returns what closure returned; None without one.
        """
        raise NotImplementedError

    def zero_grad(self):
        """Make every grad an array of zeros or None. Returns nothing."""
        raise NotImplementedError


class Adam:
    """Adam with weight decay added to the gradient.

    param_groups: list of dicts "params", "lr", "weight_decay".
    """

    def __init__(self, params, lr=1e-3, betas=(0.9, 0.999), eps=1e-8, weight_decay=0.0):
        """Make param_groups.

        params: as in SGD; lr, weight_decay: floats, for what a group does not name
        betas: pair of floats (b1 for m, b2 for v); eps: float
        """
        raise NotImplementedError

    def step(self, closure=None):
        """Update the data of every Parameter that has a gradient.

        closure: function without arguments, called once before the update, or None
        Returns what closure returned; None without one.
        """
        raise NotImplementedError

    def zero_grad(self):
        """Make every grad an array of zeros or None. Returns nothing."""
        raise NotImplementedError
