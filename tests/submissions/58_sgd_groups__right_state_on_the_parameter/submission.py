"""State lives on the Parameters, data is moved in place, settings are looked up with get, gradients become None."""

import numpy as np


class Parameter:
    def __init__(self, data):
        self.data = np.array(data, dtype=float)
        self.grad = np.zeros_like(self.data)


class Optimiser:
    def __init__(self, params, names):
        params = list(params)
        dicts = params if params and hasattr(params[0], "keys") else [dict(params=params)]
        self.param_groups = []
        for group in dicts:
            whole = {"params": group["params"]}
            for name, value in names.items():
                whole[name] = group.get(name, value)
            self.param_groups.append(whole)
        self.number = 0

    def step(self, closure=None):
        loss = None
        if closure is not None:
            loss = closure()
        self.number += 1
        pairs = [(p, g) for g in self.param_groups for p in g["params"]]
        for p, g in filter(lambda pair: pair[0].grad is not None, pairs):
            p.data -= g["lr"] * self.direction(p, g, g["weight_decay"] * p.data + p.grad)
        return loss

    def zero_grad(self):
        for g in self.param_groups:
            for p in g["params"]:
                p.grad = None


class SGD(Optimiser):
    def __init__(self, params, lr, momentum=0.0, weight_decay=0.0):
        super().__init__(params, dict(lr=lr, momentum=momentum, weight_decay=weight_decay))

    def direction(self, p, g, d):
        if not hasattr(p, "velocity"):
            p.velocity = np.zeros(p.data.shape)
        p.velocity = g["momentum"] * p.velocity + d
        return p.velocity


class Adam(Optimiser):
    def __init__(self, params, lr=1e-3, betas=(0.9, 0.999), eps=1e-8, weight_decay=0.0):
        super().__init__(params, dict(lr=lr, weight_decay=weight_decay))
        self.betas, self.eps = betas, eps

    def direction(self, p, g, d):
        b1, b2 = self.betas
        m, v = getattr(p, "moments", (0, 0))
        p.moments = (m + (1 - b1) * (d - m), v + (1 - b2) * (d * d - v))
        correction = np.sqrt(1 - b2**self.number)
        m, v = p.moments
        return m / (1 - b1**self.number) * correction / (np.sqrt(v) + self.eps * correction)
