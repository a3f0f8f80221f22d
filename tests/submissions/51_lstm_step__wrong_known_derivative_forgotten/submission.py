"""sigmoid(f) where its derivative is meant."""

import numpy as np


def sigmoid(x, derivative=False):
    return x * (1 - x) if derivative else 1 / (1 + np.exp(-x))


def tanh(x, derivative=False):
    return 1 - x**2 if derivative else np.tanh(x)


def lstm_step(x, h, c, p):
    z = np.concatenate([x, h], axis=1)
    i, f, g, o = np.split(z @ p["W"] + p["b"], 4, axis=1)
    i, f, g, o = sigmoid(i), sigmoid(f), tanh(g), sigmoid(o)
    C = f * c + i * g
    return o * tanh(C), C, (z, c, i, f, o, g, C, p["W"])


def lstm_step_backward(dh2, dc2, cache):
    z, C_prev, i, f, o, g, C, W = cache
    do = sigmoid(o, derivative=True) * dh2 * tanh(C)
    dC = dc2 + dh2 * o * tanh(tanh(C), derivative=True)
    dg = tanh(g, derivative=True) * dC * i
    di = sigmoid(i, derivative=True) * dC * g
    df = sigmoid(f) * dC * C_prev
    da = np.concatenate([di, df, do, dg], axis=1)
    dz, D = da @ W.T, z.shape[1] - C.shape[1]
    return {"dx": dz[:, :D], "dh": dz[:, D:], "dc": f * dC, "W": z.T @ da, "b": da.sum(axis=0)}
