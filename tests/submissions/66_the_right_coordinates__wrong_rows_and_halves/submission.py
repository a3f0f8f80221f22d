"""Rows for columns, centres down the side, labels the other way round, counts in place of shares."""

import numpy as np


def to_polar(P):
    return np.array([np.hypot(P[:, 0], P[:, 1]), np.arccos(P[:, 0] / np.hypot(P[:, 0], P[:, 1]))]).T


def rbf(X, centres, gamma):
    return np.array([[np.exp(-gamma * np.sum((x - c) ** 2)) for x in X] for c in centres])


def fit_linear(F, y):
    A = np.column_stack([F, np.ones(len(F))])
    solution = np.linalg.lstsq(A, 1 - 2 * y, rcond=None)[0]
    return solution[:-1], solution[-1]


def before_and_after(P, y, features):
    w, b = fit_linear(P, y)
    v, c = fit_linear(features(P), y)
    return int(np.sum((P @ w + b < 0) == y)), int(np.sum((features(P) @ v + c < 0) == y))
