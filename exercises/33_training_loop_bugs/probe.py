"""A small stand-in for PyTorch that notes what a training loop does with it, and one run of a learner's loop."""

import numpy as np


def run(learner, target, /, X, y):
    """Four epochs in batches of 16: the log of all events, and the history that the loop returns."""
    log = []
    api = Api(X, 7, lambda *event: log.append(event))
    history = getattr(learner, target)(api, X, y, 4, 16)
    if not isinstance(history, dict):
        return history
    return {"log": [list(event) for event in log], "loss": history.get("loss"), "accuracy": history.get("accuracy")}


def sigma(z):
    e = np.exp(-np.abs(z))
    return np.where(z >= 0, 1 / (1 + e), e / (1 + e))


def norm(params):
    return float(np.sqrt(sum(np.sum(p.grad**2) for p in params)))


class Tensor:
    """An array, what it is ("score" or "probability"), the forward pass it is from, and how its gradient goes back."""

    def __init__(self, data, back, kind, source):
        self.data, self.back, self.kind, self.source, self.shape = data, back, kind, source, data.shape

    def reshape(self, *shape):
        return Tensor(self.data.reshape(*shape), lambda g: self.back(g.reshape(self.shape)), self.kind, self.source)

    def ravel(self):
        return self.reshape(-1)


class Param:
    def __init__(self, data):
        self.data, self.grad = data, np.zeros_like(data)


class Loader:
    def __init__(self, api, X, y, batch_size, shuffle):
        self.api, self.X, self.y, self.batch_size, self.shuffle = api, X, y, batch_size, shuffle

    def __iter__(self):
        self.api.note("epoch")
        n = len(self.X)
        order = self.api.rng.permutation(n) if self.shuffle else np.arange(n)
        for k in range(0, n, self.batch_size):
            part = order[k : k + self.batch_size]
            yield self.X[part], self.y[part]

    def __len__(self):
        return -(-len(self.X) // self.batch_size)


class Net:
    def __init__(self, api, n_in, n_hidden):
        self.api = api
        self.W, self.b = Param(api.rng.normal(size=(n_hidden, n_in))), Param(np.zeros(n_hidden))
        self.v, self.c = Param(api.rng.normal(size=(1, n_hidden))), Param(np.zeros(1))
        api.params = self.parameters()

    def parameters(self):
        return [self.W, self.b, self.v, self.c]

    def __call__(self, x):
        u = sigma(x @ self.W.data.T + self.b.data)
        z = u @ self.v.data.T + self.c.data
        ids = [self.api.number.get(row.tobytes(), -1) for row in x]
        self.api.passes += 1
        self.api.note("forward", ids, z.ravel().tolist(), self.api.passes)

        def back(g):
            h = g @ self.v.data * u * (1 - u)
            self.v.grad += g.T @ u
            self.c.grad += g.sum(0)
            self.W.grad += h.T @ x
            self.b.grad += h.sum(0)

        return Tensor(z, back, "score", self.api.passes)


class SGD:
    def __init__(self, api, params, lr):
        self.api, self.params, self.lr = api, list(params), lr

    def zero_grad(self):
        for p in self.params:
            p.grad = np.zeros_like(p.data)
        self.api.note("zero_grad")

    def step(self):
        self.api.note("step", norm(self.params))
        for p in self.params:
            p.data = p.data - self.lr * p.grad


class Loss:
    def __init__(self, api, value, back):
        self.api, self.value, self.back = api, value, back

    def item(self):
        return self.value

    def backward(self):
        before = norm(self.api.params)
        self.back()
        self.api.note("backward", before, norm(self.api.params))


class Criterion:
    def __init__(self, api, name):
        self.api, self.name = api, name

    def __call__(self, t, y):
        a, b = np.broadcast_arrays(t.data, np.asarray(y, float))
        value, slope = self.of_scores(a, b) if self.name == "BCEWithLogitsLoss" else self.of_probabilities(a, b)
        mean = float(np.mean(value))
        self.api.note("loss", self.name, t.kind, list(t.shape), list(np.shape(y)), mean, t.source)
        return Loss(self.api, mean, lambda: t.back(summed_to(t.shape, slope / a.size)))

    @staticmethod
    def of_scores(a, b):
        return np.logaddexp(0, a) - b * a, sigma(a) - b

    @staticmethod
    def of_probabilities(a, b):
        p = np.clip(a, 1e-12, 1 - 1e-12)
        return -b * np.log(p) - (1 - b) * np.log(1 - p), (p - b) / (p * (1 - p))


def summed_to(shape, g):
    """A gradient summed over the axes along which an array of this shape was broadcast."""
    while g.ndim > len(shape):
        g = g.sum(0)
    for axis in range(g.ndim):
        if shape[axis] == 1 and g.shape[axis] > 1:
            g = g.sum(axis, keepdims=True)
    return g


class Api:
    """What the loop is handed. note(name, ...) keeps an event where the loop has no hand on it."""

    def __init__(self, X, seed, note):
        self.note, self.passes, self.params, self.rng = note, 0, [], np.random.default_rng(seed)
        self.number = {row.tobytes(): i for i, row in enumerate(X)}

    def Loader(self, X, y, batch_size, shuffle=False):
        return Loader(self, X, y, batch_size, shuffle)

    def Net(self, n_in, n_hidden):
        return Net(self, n_in, n_hidden)

    def SGD(self, params, lr):
        return SGD(self, params, lr)

    def BCEWithLogitsLoss(self):
        return Criterion(self, "BCEWithLogitsLoss")

    def BCELoss(self):
        return Criterion(self, "BCELoss")

    def sigmoid(self, t):
        p = sigma(t.data)
        return Tensor(p, lambda g: t.back(g * p * (1 - p)), "probability", t.source)

    def count_errors(self, t, y):
        threshold = 0 if t.kind == "score" else 0.5
        return int(np.sum((t.data.ravel() > threshold) != (np.ravel(y) > 0.5)))
