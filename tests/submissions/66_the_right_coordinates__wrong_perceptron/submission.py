"""Half angles, absolute differences, a perceptron in place of least squares, the shares exchanged."""

import numpy as np


def to_polar(P):
    return np.column_stack([np.abs(P).sum(axis=1), np.arctan2(P[:, 1], P[:, 0])])


def rbf(X, centres, gamma):
    return np.exp(-gamma * np.abs(X[:, None] - centres).sum(axis=2))


def fit_linear(F, y):
    w, b = np.zeros(F.shape[1]), 0.0
    for f, t in zip(F, 2 * y - 1):
        if t * (f @ w + b) <= 0:
            w, b = w + t * f, b + t
    return w, b


def before_and_after(P, y, features):
    A, B = np.column_stack([P, np.ones(len(P))]), np.column_stack([features(P), np.ones(len(P))])
    share = lambda M: np.mean((M @ np.linalg.lstsq(M, 2 * y - 1, rcond=None)[0] > 0) == y)
    return share(B), share(A)
