"""A small stand-in for PyTorch that logs what a training loop does with it, and one run of a learner's loop."""

import numpy as np


def run(learner, target, /, X, y):
    """Four epochs in batches of 16: the log of all events, and the history that the loop returns."""
    api = Api(X, seed=7)
    history = getattr(learner, target)(api, X, y, 4, 16)
    if not isinstance(history, dict):
        return history
    return {"log": api.log, "loss": history.get("loss"), "accuracy": history.get("accuracy")}


def sigma(z):
    e = np.exp(-np.abs(z))
    return np.where(z >= 0, 1 / (1 + e), e / (1 + e))


def norm(params):
    return float(np.sqrt(sum(np.sum(p.grad**2) for p in params)))


class Tensor:
    """An array, what it is ("score" or "probability"), and how its gradient goes back."""

    def __init__(self, data, back, kind):
        self.data, self.back, self.kind, self.shape = data, back, kind, data.shape

    def reshape(self, *shape):
        return Tensor(self.data.reshape(*shape), lambda g: self.back(g.reshape(self.shape)), self.kind)

    def ravel(self):
        return self.reshape(-1)


class Param:
    def __init__(self, data):
        self.data, self.grad = data, np.zeros_like(data)


class Loader:
    def __init__(self, api, X, y, batch_size, shuffle):
        self.api, self.X, self.y, self.batch_size, self.shuffle = api, X, y, batch_size, shuffle

    def __iter__(self):
        self.api.log.append(["epoch"])
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
        self.api.log.append(["forward", ids, z.ravel().tolist()])

        def back(g):
            h = g @ self.v.data * u * (1 - u)
            self.v.grad += g.T @ u
            self.c.grad += g.sum(0)
            self.W.grad += h.T @ x
            self.b.grad += h.sum(0)

        return Tensor(z, back, "score")


class SGD:
    def __init__(self, api, params, lr):
        self.api, self.params, self.lr = api, list(params), lr

    def zero_grad(self):
        for p in self.params:
            p.grad = np.zeros_like(p.data)
        self.api.log.append(["zero_grad"])

    def step(self):
        self.api.log.append(["step", norm(self.params)])
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
        self.api.log.append(["backward", before, norm(self.api.params)])


class Criterion:
    def __init__(self, api, name):
        self.api, self.name = api, name

    def __call__(self, t, y):
        self.api.log.append(["loss", self.name, t.kind, list(t.shape), list(np.shape(y))])
        a, b = np.broadcast_arrays(t.data, np.asarray(y, float))
        value, slope = self.of_scores(a, b) if self.name == "BCEWithLogitsLoss" else self.of_probabilities(a, b)
        return Loss(self.api, float(np.mean(value)), lambda: t.back(summed_to(t.shape, slope / a.size)))

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
    def __init__(self, X, seed):
        self.log, self.params, self.rng = [], [], np.random.default_rng(seed)
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
        return Tensor(p, lambda g: t.back(g * p * (1 - p)), "probability")

    def count_errors(self, t, y):
        threshold = 0 if t.kind == "score" else 0.5
        return int(np.sum((t.data.ravel() > threshold) != (np.ravel(y) > 0.5)))
