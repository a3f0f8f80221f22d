"""The state before the input, as another course has it, and 1 - c2^2 for the slope of tanh."""

import numpy as np


def sigmoid(t):
    return 1 / (1 + np.exp(-t))


def lstm_step(x, h, c, p):
    concat = np.concatenate((h, x), axis=1)
    a = concat @ p["W"] + p["b"]
    H = h.shape[1]
    it, ft, ot = sigmoid(a[:, :H]), sigmoid(a[:, H : 2 * H]), sigmoid(a[:, 2 * H : 3 * H])
    cct = np.tanh(a[:, 3 * H :])
    c_next = ft * c + it * cct
    return ot * np.tanh(c_next), c_next, (concat, c, it, ft, ot, cct, c_next, p["W"])


def lstm_step_backward(dh2, dc2, cache):
    xh, c, it, ft, ot, cct, c_next, W = cache
    d = dc2 + dh2 * ot * (1 - c_next**2)
    da = np.concatenate(
        (d * cct * it * (1 - it), d * c * ft * (1 - ft), dh2 * np.tanh(c_next) * ot * (1 - ot), d * it * (1 - cct**2)),
        axis=1,
    )
    dxh, D = da @ W.T, xh.shape[1] - c.shape[1]
    return {"dx": dxh[:, :D], "dh": dxh[:, D:], "dc": d * ft, "W": xh.T @ da, "b": da.sum(axis=0)}
