"""Complex numbers for polar coordinates, an expanded square, the normal equations, a count of signs."""

import numpy as np


def to_polar(P):
    z = P[:, 0] + 1j * P[:, 1]
    return np.array([np.abs(z), np.angle(z)]).T


def rbf(X, centres, gamma):
    squares = (X**2).sum(1)[:, None] + (centres**2).sum(1) - 2 * X @ centres.T
    return np.exp(-gamma * squares)


def fit_linear(F, y):
    A = np.c_[np.ones(len(F)), F]
    b, *w = np.linalg.solve(A.T @ A, A.T @ np.where(y == 1, 1.0, -1.0))
    return np.array(w), b


def before_and_after(P, y, features):
    shares = []
    for F in (P, features(P)):
        w, b = fit_linear(F, y)
        shares.append(sum(int(f @ w + b > 0) == label for f, label in zip(F, y)) / len(y))
    return shares
