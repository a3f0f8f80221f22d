"""loss shrinks the weights on the way, two hidden units start alike, and the grid is a flat list of points."""

import math

import numpy as np


def sigma(z):
    return np.exp(-np.logaddexp(0, -z))


class TwoLayerNet:
    def __init__(self, n_in, n_hidden, rng):
        self.params = {
            "WH": rng.normal(size=(n_hidden, n_in)),
            "bH": np.zeros(n_hidden),
            "WO": 0.5 * rng.normal(size=(1, n_hidden)),
            "bO": np.zeros(1),
        }
        self.params["WH"][1] = self.params["WH"][0]

    def loss(self, X, y):
        p = self.params
        UH = sigma(X @ p["WH"].T + p["bH"])
        z = (UH @ p["WO"].T + p["bO"]).ravel()
        J = np.mean(np.logaddexp(0, z) - y * z)
        dz = ((sigma(z) - y) / len(y))[:, None]
        dZH = dz @ p["WO"] * UH * (1 - UH)
        grads = {"WH": dZH.T @ X, "bH": dZH.sum(0), "WO": dz.T @ UH, "bO": dz.sum(0)}
        p["WO"] *= 0.999
        return J, grads

    def predict(self, X):
        p = self.params
        UH = sigma(X @ p["WH"].T + p["bH"])
        return UH @ p["WO"].T + p["bO"] > 0

    def fit(self, X, y, epochs, batch_size, lr, rng):
        m = {key: np.zeros_like(value) for key, value in self.params.items()}
        v = {key: np.zeros_like(value) for key, value in self.params.items()}
        t = 0
        history = []
        for epoch in range(epochs):
            order = rng.permutation(len(X))
            total = 0
            for k in range(0, len(X), batch_size):
                part = order[k : k + batch_size]
                J, grads = self.loss(X[part], y[part])
                total += J * len(part)
                t += 1
                for key in grads:
                    m[key] = 0.9 * m[key] + 0.1 * grads[key]
                    v[key] = 0.999 * v[key] + 0.001 * grads[key] ** 2
                    step = lr * m[key] / (1 - 0.9**t) / (np.sqrt(v[key] / (1 - 0.999**t)) + 1e-8)
                    self.params[key] = self.params[key] - step
            history.append(total / len(X))
        return history


def decision_grid(predict, x0_range, x1_range, n):
    x0, x1 = np.meshgrid(np.linspace(*x0_range, n), np.linspace(*x1_range, n))
    return predict(np.stack([x0.ravel(), x1.ravel()], axis=1))


MNIST = {"parameters": 79510, "updates_per_epoch": 500, "loss_at_start": math.log(10)}
