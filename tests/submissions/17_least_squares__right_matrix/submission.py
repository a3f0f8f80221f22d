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


DERIVATION = {
    "b0": """
        0 = sum(i, d((y[i] - b0 - b1*x[i])**2, b0))
        0 = -2*sum(i, y[i] - b0 - b1*x[i])
        N*b0 = sum(i, y[i]) - b1*sum(i, x[i])
        b0 = ybar - b1*xbar
    """,
    "b1": """
        0 = sum(i, d((y[i] - ybar - b1*(x[i] - xbar))**2, b1))
        0 = sum(i, (y[i] - ybar)*(x[i] - xbar)) - b1*sum(i, (x[i] - xbar)**2)
        b1*sum(i, (x[i] - xbar)**2) = sum(i, (y[i] - ybar)*(x[i] - xbar))
        b1 = sum(i, (y[i] - ybar)*(x[i] - xbar))/sum(i, (x[i] - xbar)**2)
    """,
}
