"""Exercise 35, solved: a network that learns a square."""

import math

import numpy as np


def sigma(z):
    """Return 1/(1 + e^-z), written so that it cannot overflow."""
    return np.exp(-np.logaddexp(0, -z))


class Adam:
    """Adam for a dict of parameters: the moments of every one, and one step count."""

    def __init__(self, params, lr):
        self.params, self.lr, self.t = params, lr, 0
        self.m = {key: np.zeros_like(value) for key, value in params.items()}
        self.v = {key: np.zeros_like(value) for key, value in params.items()}

    def step(self, grads):
        """Store the updated parameters in self.params."""
        self.t += 1
        for key, grad in grads.items():
            self.m[key] = 0.9 * self.m[key] + 0.1 * grad
            self.v[key] = 0.999 * self.v[key] + 0.001 * grad**2
            # Both averages started from 0 and are too small at first.
            mhat = self.m[key] / (1 - 0.9**self.t)
            vhat = self.v[key] / (1 - 0.999**self.t)
            step = self.lr * mhat / (np.sqrt(vhat) + 1e-8)
            self.params[key] = self.params[key] - step


class TwoLayerNet:
    """A network with one hidden layer of sigmoids and one output score."""

    def __init__(self, n_in, n_hidden, rng):
        """Set self.params to the starting weights.

        n_in, n_hidden: ints; rng: numpy Generator

        self.params is a dict of float arrays: "WH" (n_hidden, n_in), "bH" (n_hidden,),
        "WO" (1, n_hidden), "bO" (1,).
        """
        self.params = {
            # Random rows: units that start alike get the same gradients and would
            # stay alike for ever.
            "WH": rng.normal(size=(n_hidden, n_in)),
            "bH": np.zeros(n_hidden),
            "WO": 0.5 * rng.normal(size=(1, n_hidden)),
            "bO": np.zeros(1),
        }

    def loss(self, X, y):
        """Return (J, grads) with the present self.params, which stay unchanged.

        X: float array (N, n_in); y: float array (N,) of 0 and 1

        J is a float, the mean loss; grads is a dict with the keys and shapes of
        self.params, the gradients of J.
        """
        UH, z = self.forward(X)
        J = np.mean(np.logaddexp(0, z) - y * z)
        # Backwards. J is a mean, hence the 1/N; the output sigmoid's slope cancels.
        dz = ((sigma(z) - y) / len(y))[:, np.newaxis]  # (N, 1)
        dUH = dz @ self.params["WO"]  # (N, n_hidden)
        dZH = dUH * UH * (1 - UH)  # through the slope of the hidden sigmoids
        grads = {
            "WH": dZH.T @ X,
            "bH": dZH.sum(axis=0),  # a bias is added in every example
            "WO": dz.T @ UH,
            "bO": dz.sum(axis=0),
        }
        return float(J), grads

    def forward(self, X):
        """Return the hidden outputs (N, n_hidden) and the scores (N,)."""
        UH = sigma(X @ self.params["WH"].T + self.params["bH"])
        z = UH @ self.params["WO"].T + self.params["bO"]
        # (N, 1) becomes (N,), the shape of the labels: otherwise z and y would
        # broadcast to (N, N).
        return UH, z.ravel()

    def predict(self, X):
        """Return the decisions, an array (N,) of 0 and 1 (ints, floats or bools).

        X: float array (N, n_in)
        """
        _, z = self.forward(X)
        return (z > 0).astype(int)

    def fit(self, X, y, epochs, batch_size, lr, rng):
        """Train self.params by minibatches, one Adam update per batch.

        X: float array (N, n_in); y: float array (N,) of 0 and 1
        epochs, batch_size: ints >= 1; lr: float; rng: numpy Generator for the order

        Returns a list of `epochs` floats, the mean loss of each epoch.
        """
        # Made once: moments and step count must outlive the batch.
        adam = Adam(self.params, lr)
        history = []
        for _ in range(epochs):
            order = rng.permutation(len(X))
            total = 0.0
            for k in range(0, len(X), batch_size):
                part = order[k : k + batch_size]
                J, grads = self.loss(X[part], y[part])
                adam.step(grads)
                # Weighted by its size, a short last batch counts for what it is.
                total += J * len(part)
            history.append(total / len(X))
        return history


def decision_grid(predict, x0_range, x1_range, n):
    """Return the decisions on a grid of n times n points, an array (n, n).

    predict: function; takes a float array (K, 2), returns an array (K,)
    x0_range, x1_range: pairs of floats (low, high); n: int >= 2

    Entry [r, c] belongs to the r-th value of x1 and the c-th value of x0.
    """
    # x0 belongs to the columns, x1 to the rows; each has a range of its own.
    x0, x1 = np.meshgrid(np.linspace(*x0_range, n), np.linspace(*x1_range, n))
    points = np.column_stack([x0.ravel(), x1.ravel()])
    return predict(points).reshape(n, n)


MNIST = {
    # number of weights and biases: the hidden layer, then the output layer
    "parameters": (784 * 100 + 100) + (100 * 10 + 10),
    # updates in one epoch: one per batch of training examples
    "updates_per_epoch": 50_000 // 100,
    # cross-entropy when all ten classes are equally likely: -log(1/10)
    "loss_at_start": math.log(10),
}


def hidden_maps(params, x0_range, x1_range, n):
    """Return what each hidden unit gives on the grid of decision_grid, (h, n, n).

    params: dict of float arrays; "WH" (h, 2) and "bH" (h,) are needed
    x0_range, x1_range: pairs of floats (low, high); n: int >= 2

    Entry [l, r, c] is the sigmoid of unit l at the r-th value of x1 and the c-th
    value of x0.
    """
    x0, x1 = np.meshgrid(np.linspace(*x0_range, n), np.linspace(*x1_range, n))
    points = np.column_stack([x0.ravel(), x1.ravel()])
    outputs = sigma(points @ params["WH"].T + params["bH"])  # (n*n, h)
    # Units first; then each row of n*n numbers becomes a map.
    return outputs.T.reshape(-1, n, n)
