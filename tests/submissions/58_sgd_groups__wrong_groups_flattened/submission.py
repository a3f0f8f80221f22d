"""All groups become one list with the settings of the last; step wants the loss itself; gradients are deleted."""

import numpy as np


class Parameter:
    def __init__(self, data):
        self.data = np.array(data, dtype=float)
        self.grad = np.zeros_like(self.data)


class SGD:
    def __init__(self, params, lr, momentum=0.0, weight_decay=0.0):
        self.params = []
        self.settings = {"lr": lr, "momentum": momentum, "weight_decay": weight_decay}
        for entry in params:
            if isinstance(entry, dict):
                self.params += entry["params"]
                self.settings.update({k: v for k, v in entry.items() if k != "params"})
            else:
                self.params.append(entry)
        self.param_groups = [{"params": self.params, **self.settings}] * 3
        self.v = [0.0] * len(self.params)

    def step(self, closure=None):
        group = self.param_groups[0]
        for k, p in enumerate(self.params):
            d = p.grad + group["weight_decay"] * p.data
            self.v[k] = group["momentum"] * self.v[k] + d
            p.data = p.data - group["lr"] * self.v[k]
        return closure

    def zero_grad(self):
        for p in self.params:
            p.grad *= 0.5


class Adam(SGD):
    def __init__(self, params, lr=1e-3, betas=(0.9, 0.999), eps=1e-8, weight_decay=0.0):
        super().__init__(params, lr, betas[0], weight_decay)
        self.eps = eps
