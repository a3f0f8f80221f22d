"""The line as a least-squares problem with a column of ones; the gradient as -2 A.T r."""

import numpy as np


def columns(x):
    return np.column_stack([np.ones(len(x)), x])


def grad_rss(b0, b1, x, y):
    A = columns(x)
    return tuple(-2 * A.T @ (y - A @ np.array([b0, b1])))


def fit_line(x, y):
    if x.max() == x.min():
        raise ValueError("one x only")
    solution, *_ = np.linalg.lstsq(columns(x), y, rcond=None)
    return solution[0], solution[1]
