"""Gradients as sums of outer products, one flat vector for Adam, a grid point by point, and losses of the whole set."""

import numpy as np


def sigmoid(t):
    return 0.5 * (1 + np.tanh(0.5 * t))


class TwoLayerNet:
    def __init__(self, n_in, n_hidden, rng):
        self.params = {
            "WH": rng.uniform(-2, 2, (n_hidden, n_in)),
            "bH": rng.uniform(-1, 1, n_hidden),
            "WO": rng.uniform(-1, 1, (1, n_hidden)),
            "bO": np.zeros(1),
        }

    def scores(self, X):
        p = self.params
        hidden = sigmoid(np.einsum("ni,hi->nh", X, p["WH"]) + p["bH"])
        return hidden, hidden.dot(p["WO"][0]) + p["bO"]

    def loss(self, X, y):
        hidden, z = self.scores(X)
        sign = np.where(y == 1, 1.0, -1.0)
        J = np.log1p(np.exp(-np.abs(z))).mean() + np.maximum(-sign * z, 0).mean()
        dz = -sign * sigmoid(-sign * z) / X.shape[0]
        dh = np.outer(dz, self.params["WO"]) * (hidden - hidden**2)
        return J, {
            "bO": np.array([np.sum(dz)]),
            "WO": np.einsum("n,nh->h", dz, hidden)[None, :],
            "bH": np.einsum("nh->h", dh),
            "WH": np.einsum("nh,ni->hi", dh, X),
        }

    def predict(self, X):
        return self.scores(X)[1] > 0

    def fit(self, X, y, epochs, batch_size, lr, rng):
        shapes = {k: v.shape for k, v in self.params.items()}
        theta = np.concatenate([v.ravel() for v in self.params.values()])
        m, v, t = np.zeros_like(theta), np.zeros_like(theta), 0
        losses = []
        for _ in range(epochs):
            order = np.arange(len(X))
            rng.shuffle(order)
            for idx in np.split(order, range(batch_size, len(X), batch_size)):
                _, grads = self.loss(X[idx], y[idx])
                g = np.concatenate([grads[k].ravel() for k in shapes])
                t += 1
                m += 0.1 * (g - m)
                v += 0.001 * (g * g - v)
                theta = theta - lr * (m / (1 - 0.9**t)) / (np.sqrt(v / (1 - 0.999**t)) + 1e-8)
                start = 0
                for k, shape in shapes.items():
                    size = int(np.prod(shape))
                    self.params[k] = theta[start : start + size].reshape(shape)
                    start += size
            losses.append(self.loss(X, y)[0])
        return losses


def decision_grid(predict, x0_range, x1_range, n):
    grid = np.zeros((n, n))
    for r in range(n):
        for c in range(n):
            x0 = x0_range[0] + c * (x0_range[1] - x0_range[0]) / (n - 1)
            x1 = x1_range[0] + r * (x1_range[1] - x1_range[0]) / (n - 1)
            grid[r, c] = predict(np.array([[x0, x1]]))[0]
    return grid


MNIST = {"parameters": 79_510, "updates_per_epoch": 500.0, "loss_at_start": -np.log(0.1)}


def hidden_maps(params, x0_range, x1_range, n):
    maps = np.zeros((len(params["bH"]), n, n))
    for r, x1 in enumerate(np.linspace(x1_range[0], x1_range[1], n)):
        for c, x0 in enumerate(np.linspace(x0_range[0], x0_range[1], n)):
            z = params["WH"] @ np.array([x0, x1]) + params["bH"]
            maps[:, r, c] = 1 / (1 + np.exp(-z))
    return maps
