"""Exercise 58, solved: two optimisers with groups of parameters."""

import numpy as np


class Parameter:  # given
    """What is learnt: data, a float array, and grad, an array of its shape or None."""

    def __init__(self, data):
        """Hold data; grad starts at zeros."""
        self.data = np.array(data, dtype=float)
        self.grad = np.zeros_like(self.data)


def complete(params, defaults):
    """Return a list of groups in which every setting stands."""
    if not isinstance(params[0], dict):
        params = [{"params": params}]
    # Each group starts from the defaults; what it names itself comes later and wins.
    return [{**defaults, **group} for group in params]


def clear(groups):
    """Make every grad an array of zeros."""
    for group in groups:
        for parameter in group["params"]:
            parameter.grad = np.zeros_like(parameter.data)


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
        defaults = {"lr": lr, "momentum": momentum, "weight_decay": weight_decay}
        self.param_groups = complete(params, defaults)
        # The velocity belongs to the Parameter, so the Parameter is the key: two
        # groups may both have one at place 0.
        self.v = {}

    def step(self, closure=None):
        """Update the data of every Parameter that has a gradient.

        closure: function without arguments, called once before the update, or None
        Returns what closure returned; None without one.
        """
        # First, since it computes the gradients that this step needs.
        value = closure() if closure else None
        for group in self.param_groups:
            for p in group["params"]:
                if p.grad is None:
                    continue
                d = p.grad + group["weight_decay"] * p.data
                self.v[p] = group["momentum"] * self.v.get(p, 0.0) + d
                # lr is read here, at every step, so that a schedule can change it.
                p.data = p.data - group["lr"] * self.v[p]
        return value

    def zero_grad(self):
        """Make every grad an array of zeros or None. Returns nothing."""
        clear(self.param_groups)


class Adam:
    """Adam with weight decay added to the gradient.

    param_groups: list of dicts "params", "lr", "weight_decay".
    """

    def __init__(self, params, lr=1e-3, betas=(0.9, 0.999), eps=1e-8, weight_decay=0.0):
        """Make param_groups.

        params: as in SGD; lr, weight_decay: floats, for what a group does not name
        betas: pair of floats (b1 for m, b2 for v); eps: float
        """
        self.param_groups = complete(params, {"lr": lr, "weight_decay": weight_decay})
        self.betas, self.eps = betas, eps
        self.m, self.v, self.t = {}, {}, 0

    def step(self, closure=None):
        """Update the data of every Parameter that has a gradient.

        closure: function without arguments, called once before the update, or None
        Returns what closure returned; None without one.
        """
        value = closure() if closure else None
        b1, b2 = self.betas
        self.t += 1  # once for each step, not for each Parameter
        for group in self.param_groups:
            for p in group["params"]:
                if p.grad is None:
                    continue
                d = p.grad + group["weight_decay"] * p.data
                self.m[p] = b1 * self.m.get(p, 0.0) + (1 - b1) * d
                self.v[p] = b2 * self.v.get(p, 0.0) + (1 - b2) * d**2
                # Both averages started at 0 and are too small at first.
                m = self.m[p] / (1 - b1**self.t)
                v = self.v[p] / (1 - b2**self.t)
                p.data = p.data - group["lr"] * m / (np.sqrt(v) + self.eps)
        return value

    def zero_grad(self):
        """Make every grad an array of zeros or None. Returns nothing."""
        clear(self.param_groups)
