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
