"""tanh around the whole product on the way forward; forget and output gate change places on the way back."""

import numpy as np


def s(t):
    return 1 / (1 + np.exp(-t))


def lstm_step(x, h, c, p):
    xh = np.concatenate([x, h], axis=1)
    i, f, o, g = np.split(xh @ p["W"] + p["b"], 4, axis=1)
    i, f, o, g = s(i), s(f), s(o), np.tanh(g)
    c2 = f * c + i * g
    return np.tanh(o * c2), c2, (xh, c, i, f, o, g, c2, p["W"])


def lstm_step_backward(dh2, dc2, cache):
    xh, c, i, f, o, g, c2, W = cache
    d = dc2 + dh2 * o * (1 - np.tanh(c2) ** 2)
    di, df, do, dg = d * g * i * (1 - i), d * c * f * (1 - f), dh2 * np.tanh(c2) * o * (1 - o), d * i * (1 - g**2)
    da = np.concatenate([di, do, df, dg], axis=1)
    dxh, D = da @ W.T, xh.shape[1] - c.shape[1]
    return {"dx": dxh[:, :D], "dh": dxh[:, D:], "dc": d * f, "W": xh.T @ da, "b": da.sum(axis=0)}
