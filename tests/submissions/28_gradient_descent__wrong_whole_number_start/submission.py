"""The path has the dtype of w0, so a whole-number start cuts off every fraction; one answer is still open."""

import numpy as np


def gradient_descent(grad, w0, lr, steps):
    w0 = np.asarray(w0)
    path = np.zeros((steps + 1,) + w0.shape, dtype=w0.dtype)
    path[0] = w0
    for k in range(steps):
        path[k + 1] = path[k] - lr * grad(path[k])
    return path


CONVERGENCE = {"0.1": "converges", "0.9": "converges", "1.0": "diverges", "1.1": None}
