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
