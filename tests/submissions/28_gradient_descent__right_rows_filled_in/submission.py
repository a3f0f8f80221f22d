"""The rows are filled into an array made beforehand; every word in another spelling of case."""

import numpy as np


def gradient_descent(grad, w0, lr, steps):
    start = np.asarray(w0, dtype=np.float64)
    path = np.empty((steps + 1, *start.shape))
    path[0] = start
    for k in range(steps):
        slope = np.asarray(grad(path[k]))
        path[k + 1] = path[k] - lr * slope
    return path


CONVERGENCE = {"0.1": "Converges", "0.9": "converges", "1.0": "oscillates ", "1.1": "DIVERGES"}


def landscape(f, w0, w1):
    heights = np.zeros((len(w1), len(w0)))
    for r in range(len(w1)):
        for c in range(len(w0)):
            heights[r, c] = f(np.array([w0[c], w1[r]]))
    return heights


def path_on_map(path, w0, w1):
    column = (path[:, 0] - w0[0]) / (w0[1] - w0[0])
    row = (path[:, 1] - w1[0]) / (w1[1] - w1[0])
    row = np.clip(np.rint(row), 0, len(w1) - 1)
    column = np.clip(np.rint(column), 0, len(w0) - 1)
    return np.column_stack([row, column]).astype(int)
