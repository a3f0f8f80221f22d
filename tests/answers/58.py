#> lr of the start | groups_without_their_own
class SGD(SGD):
    def __init__(self, params, lr, momentum=0.0, weight_decay=0.0):
        super().__init__(params, lr, momentum, weight_decay)
        self._lr = lr
    def step(self, closure=None):
        for g in self.param_groups:
            g["lr"] = self._lr
        return super().step(closure)


#> closure after the update | closure_after_update
class SGD(SGD):
    def step(self, closure=None):
        super().step()
        return closure() if closure else None


#> the step of Adam counted per parameter and decay after the moments | rate_inside_velocity, decay_beside
class SGD:
    def __init__(self, params, lr, momentum=0.0, weight_decay=0.0):
        groups = params if isinstance(params[0], dict) else [{"params": params}]
        self.param_groups = [{"lr": lr, "momentum": momentum, "weight_decay": weight_decay, **g} for g in groups]
        self.v = {}
    def step(self, closure=None):
        loss = closure() if closure else None
        for g in self.param_groups:
            for p in g["params"]:
                if p.grad is None: continue
                d = p.grad + g["weight_decay"]*p.data
                v = g["momentum"]*self.v.get(id(p), 0) + g["lr"]*d
                self.v[id(p)] = v
                p.data = p.data - v
        return loss
    def zero_grad(self):
        for g in self.param_groups:
            for p in g["params"]: p.grad = None
class Adam:
    def __init__(self, params, lr=1e-3, betas=(0.9, 0.999), eps=1e-8, weight_decay=0.0):
        groups = params if isinstance(params[0], dict) else [{"params": params}]
        self.param_groups = [{"lr": lr, "weight_decay": weight_decay, **g} for g in groups]
        self.betas, self.eps, self.s, self.t = betas, eps, {}, 0
    def step(self, closure=None):
        loss = closure() if closure else None
        self.t += 1
        b1, b2 = self.betas
        for g in self.param_groups:
            for p in g["params"]:
                if p.grad is None: continue
                m, v = self.s.get(id(p), (0, 0))
                m, v = b1*m + (1 - b1)*p.grad, b2*v + (1 - b2)*p.grad**2
                self.s[id(p)] = m, v
                p.data = p.data - g["lr"]*(m/(1 - b1**self.t)/(np.sqrt(v/(1 - b2**self.t)) + self.eps) + g["weight_decay"]*p.data)
        return loss
    def zero_grad(self):
        for g in self.param_groups:
            for p in g["params"]: p.grad = None


#> decay applied with lr beside AND in d (double count), as one edit | decay_counted_twice
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
                p.data = p.data - group["lr"] * (self.v[p] + group['weight_decay'] * p.data)
        return value

    def zero_grad(self):
        """Make every grad an array of zeros or None. Returns nothing."""
        clear(self.param_groups)


#> Adam: corrected values stored, as one edit | corrected_values_kept
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
                m = self.m[p] = self.m[p] / (1 - b1**self.t)
                v = self.v[p] = self.v[p] / (1 - b2**self.t)
                p.data = p.data - group["lr"] * m / (np.sqrt(v) + self.eps)
        return value

    def zero_grad(self):
        """Make every grad an array of zeros or None. Returns nothing."""
        clear(self.param_groups)


#> Adam: v with the plain gradient, no square, as one edit | decay_left_out_of_v
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
                self.v[p] = b2 * self.v.get(p, 0.0) + (1 - b2) * p.grad**2
                # Both averages started at 0 and are too small at first.
                m = self.m[p] / (1 - b1**self.t)
                v = self.v[p] / (1 - b2**self.t)
                p.data = p.data - group["lr"] * m / (np.sqrt(v) + self.eps)
        return value

    def zero_grad(self):
        """Make every grad an array of zeros or None. Returns nothing."""
        clear(self.param_groups)


#> Adam: betas default used, as one edit | betas_ignored
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
        b1, b2 = 0.9, 0.999
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


#> state by id, in-place, written otherwise | right
class SGD(SGD):
    def __init__(self, params, lr, momentum=0.0, weight_decay=0.0):
        self.param_groups = []
        for g in (params if isinstance(params[0], dict) else [dict(params=params)]):
            g = dict(g); g.setdefault("lr", lr); g.setdefault("momentum", momentum); g.setdefault("weight_decay", weight_decay)
            self.param_groups.append(g)
        self.state = [[np.zeros(p.data.shape) for p in g["params"]] for g in self.param_groups]
    def step(self, closure=None):
        out = None
        if closure is not None: out = closure()
        for g, vs in zip(self.param_groups, self.state):
            for p, v in zip(g["params"], vs):
                if p.grad is not None:
                    v *= g["momentum"]; v += p.grad; v += g["weight_decay"] * p.data
                    p.data -= g["lr"] * v
        return out
    def zero_grad(self):
        for g in self.param_groups:
            for p in g["params"]: p.grad = None


#> a missing gradient ends its group | group_ended
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
                    break
                d = p.grad + group["weight_decay"] * p.data
                self.v[p] = group["momentum"] * self.v.get(p, 0.0) + d
                # lr is read here, at every step, so that a schedule can change it.
                p.data = p.data - group["lr"] * self.v[p]
        return value

    def zero_grad(self):
        """Make every grad an array of zeros or None. Returns nothing."""
        clear(self.param_groups)


#> SGD: the decay of the optimiser for every group | groups_without_their_own
class SGD:

    def __init__(self, params, lr, momentum=0.0, weight_decay=0.0):
        defaults = {'lr': lr, 'momentum': momentum, 'weight_decay': weight_decay}
        self.param_groups = complete(params, defaults)
        self.v = {}
        self.weight_decay = weight_decay

    def step(self, closure=None):
        value = closure() if closure else None
        for group in self.param_groups:
            for p in group['params']:
                if p.grad is None:
                    continue
                d = p.grad + self.weight_decay * p.data
                self.v[p] = group['momentum'] * self.v.get(p, 0.0) + d
                p.data = p.data - group['lr'] * self.v[p]
        return value

    def zero_grad(self):
        clear(self.param_groups)


#> the rate of the optimiser, kept from the start | groups_without_their_own
class SGD:

    def __init__(self, params, lr, momentum=0.0, weight_decay=0.0):
        defaults = {'lr': lr, 'momentum': momentum, 'weight_decay': weight_decay}
        self.param_groups = complete(params, defaults)
        self.v = {}
        self.lr = lr

    def step(self, closure=None):
        value = closure() if closure else None
        for group in self.param_groups:
            for p in group['params']:
                if p.grad is None:
                    continue
                d = p.grad + group['weight_decay'] * p.data
                self.v[p] = group['momentum'] * self.v.get(p, 0.0) + d
                p.data = p.data - self.lr * self.v[p]
        return value

    def zero_grad(self):
        clear(self.param_groups)


#> closure called before and within the step | closure_called_twice
class SGD:

    def __init__(self, params, lr, momentum=0.0, weight_decay=0.0):
        defaults = {'lr': lr, 'momentum': momentum, 'weight_decay': weight_decay}
        self.param_groups = complete(params, defaults)
        self.v = {}

    def step(self, closure=None):
        value = closure() if closure else None
        value = closure() if closure else None
        for group in self.param_groups:
            for p in group['params']:
                if p.grad is None:
                    continue
                d = p.grad + group['weight_decay'] * p.data
                self.v[p] = group['momentum'] * self.v.get(p, 0.0) + d
                p.data = p.data - group['lr'] * self.v[p]
        return value

    def zero_grad(self):
        clear(self.param_groups)
class Adam:

    def __init__(self, params, lr=0.001, betas=(0.9, 0.999), eps=1e-08, weight_decay=0.0):
        self.param_groups = complete(params, {'lr': lr, 'weight_decay': weight_decay})
        self.betas, self.eps = (betas, eps)
        self.m, self.v, self.t = ({}, {}, 0)

    def step(self, closure=None):
        value = closure() if closure else None
        value = closure() if closure else None
        b1, b2 = self.betas
        self.t += 1
        for group in self.param_groups:
            for p in group['params']:
                if p.grad is None:
                    continue
                d = p.grad + group['weight_decay'] * p.data
                self.m[p] = b1 * self.m.get(p, 0.0) + (1 - b1) * d
                self.v[p] = b2 * self.v.get(p, 0.0) + (1 - b2) * d ** 2
                m = self.m[p] / (1 - b1 ** self.t)
                v = self.v[p] / (1 - b2 ** self.t)
                p.data = p.data - group['lr'] * m / (np.sqrt(v) + self.eps)
        return value

    def zero_grad(self):
        clear(self.param_groups)


#> the number 0 as grad | number_for_array
def clear(groups):
    for group in groups:
        for parameter in group['params']:
            parameter.grad = 0
