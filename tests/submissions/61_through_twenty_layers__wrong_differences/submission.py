"""The slope by a step that is lost in tiny numbers, one norm for each example, the depth by a rounded logarithm."""

import numpy as np

ACT = {"sigmoid": lambda z: 1 / (1 + np.exp(-z)), "tanh": np.tanh, "relu": lambda z: np.maximum(z, 0)}


def chain_gradient(x, w, b, act):
    def last(a):
        for k in range(len(w)):
            a = ACT[act](w[k] * a + b[k])
        return a

    return (last(x + 1e-4) - last(x)) / 1e-4


def gradient_norms(x, Ws, act, dout):
    h, zs = x, []
    for W in Ws:
        zs.append(h @ W)
        h = ACT[act](zs[-1])
    g, norms = dout, [np.linalg.norm(dout, axis=1)]
    for W, z in zip(Ws[::-1], zs[::-1]):
        g = (g * (ACT[act](z + 1e-6) - ACT[act](z)) / 1e-6) @ W.T
        norms.append(np.linalg.norm(g, axis=1))
    return np.array(norms[::-1])


def depth_until(factor, limit):
    return round(np.log(limit) / np.log(factor))


BOUNDS = {
    "sigmoid_slope_max": 0.25,
    "tanh_slope_max": 0.5,
    "bound_10": 9.5e-7,
    "balancing_weight": 2,
    "he_std": 0.0221,
}
