"""Every gate with its own slice of the weights; tanh from the sigmoid, slopes from the scores' own rules."""

import numpy as np


def s(t):
    return 0.5 * (1 + np.tanh(t / 2))


def lstm_step(x, h, c, p):
    W, b, H = p["W"], p["b"], h.shape[1]
    xh = np.hstack((x, h))
    i, f, o = (s(xh @ W[:, k * H : (k + 1) * H] + b[k * H : (k + 1) * H]) for k in range(3))
    g = 2 * s(2 * (xh @ W[:, 3 * H :] + b[3 * H :])) - 1
    c2 = f * c + i * g
    return o * np.tanh(c2), c2, [xh, c, i, f, o, g, c2, W]


def lstm_step_backward(dh2, dc2, cache):
    xh, c, i, f, o, g, c2, W = cache
    H = c.shape[1]
    shown = np.tanh(c2)
    d = dc2 + dh2 * o - dh2 * o * shown * shown
    scores = (d * g * (i - i * i), d * c * (f - f * f), dh2 * shown * (o - o * o), d * i * (1 - g) * (1 + g))
    dxh = sum(score @ W[:, k * H : (k + 1) * H].T for k, score in enumerate(scores))
    dx, dh = np.split(dxh, [xh.shape[1] - H], axis=1)
    dW = np.concatenate([xh.T @ score for score in scores], axis=1)
    return {"b": np.concatenate([score.sum(0) for score in scores]), "W": dW, "dc": f * d, "dx": dx, "dh": dh}
