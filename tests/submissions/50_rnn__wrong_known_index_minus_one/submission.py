"""h[t - 1] at t = 0: zeros on the way forward, the last state on the way back."""

import numpy as np


def rnn_forward(x, h0, p):
    T, N, D = x.shape
    h = np.zeros((T, N, h0.shape[1]))
    for t in range(T):
        h[t] = np.tanh(x[t].dot(p["Wx"]) + h[t - 1].dot(p["Wh"]) + p["b"])
    return h


def rnn_backward(dh, cache):
    x, h0, h, p = cache
    dx, dWx, dWh, db = np.zeros_like(x), np.zeros_like(p["Wx"]), np.zeros_like(p["Wh"]), np.zeros_like(p["b"])
    dprev_h = np.zeros_like(h0)
    for t in range(len(x))[::-1]:
        z = (dh[t] + dprev_h) * (1 - h[t] ** 2)
        dx[t] = z.dot(p["Wx"].T)
        dWx += x[t].T.dot(z)
        dWh += h[t - 1].T.dot(z)
        db = z.sum(axis=0)
        dprev_h = z.dot(p["Wh"].T)
    return {"dx": dx, "dh0": dprev_h, "Wx": dWx, "Wh": dWh, "b": db}
