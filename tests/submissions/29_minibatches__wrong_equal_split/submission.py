"""np.array_split makes batches of nearly equal size; the other two forget a factor each."""

import numpy as np


def minibatches(X, y, B, rng):
    order = rng.permutation(len(X))
    for part in np.array_split(order, -(-len(X) // B)):
        yield X[part], y[part]


def batch_gradient(X, y, w, idx):
    Xb, yb = X[idx], y[idx]
    return Xb.T @ (Xb @ w - yb) / len(idx)


def epoch_mean(means, sizes):
    return sum(m * s for m, s in zip(means, sizes)) / len(means)
