#> lr of the start | nothing
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
