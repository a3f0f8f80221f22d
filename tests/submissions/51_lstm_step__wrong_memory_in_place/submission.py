"""The memory and the gradient that came in are written over; the bias is added to the gates alone."""

import numpy as np


def s(t):
    return 1 / (1 + np.exp(-t))


def lstm_step(x, h, c, p):
    xh = np.concatenate([x, h], axis=1)
    H = h.shape[1]
    scores = xh @ p["W"]
    i, f, o = np.split(s(scores[:, : 3 * H] + p["b"][: 3 * H]), 3, axis=1)
    g = np.tanh(scores[:, 3 * H :])
    c2 = f * c + i * g
    return o * np.tanh(c2), c2, (xh, c, i, f, o, g, c2, p["W"])


def lstm_step_backward(dh2, dc2, cache):
    xh, c, i, f, o, g, c2, W = cache
    dc2 += dh2 * o * (1 - np.tanh(c2) ** 2)
    dgates = (dc2 * g * i * (1 - i), dc2 * c * f * (1 - f), dh2 * np.tanh(c2) * o * (1 - o), dc2 * i * (1 - g**2))
    da = np.hstack(dgates)
    dxh, D = da @ W.T, xh.shape[1] - c.shape[1]
    return {"dx": dxh[:, :D], "dh": dxh[:, D:], "dc": dc2 * f, "W": xh.T @ da, "b": da.sum(axis=0)}
