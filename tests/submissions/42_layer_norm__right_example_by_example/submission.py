"""One example at a time, with the whole Jacobian of xhat."""

import numpy as np


def layernorm_forward(x, gamma, beta, eps=1e-5):
    rows, stds = [], []
    for row in x:
        centred = row - np.mean(row)
        std = (np.dot(centred, centred) / len(row) + eps) ** 0.5
        rows.append(centred / std)
        stds.append([std])
    xhat = np.array(rows)
    return xhat * gamma + beta, (xhat, np.array(stds), gamma)


def layernorm_backward(dout, cache):
    xhat, std, gamma = cache
    D = xhat.shape[1]
    dx = np.empty_like(xhat)
    for n in range(len(xhat)):
        jacobian = (np.eye(D) - 1 / D - np.outer(xhat[n], xhat[n]) / D) / std[n]
        dx[n] = jacobian @ (gamma * dout[n])
    return dx, np.einsum("nd,nd->d", dout, xhat), np.einsum("nd->d", dout)


def rmsnorm(x, gamma, eps=1e-5):
    return np.array([row * (np.dot(row, row) / len(row) + eps) ** -0.5 for row in x]) * gamma
