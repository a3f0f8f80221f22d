import numpy as np


def softmax_loss(x, y):
    N = len(x)
    m = x - x.max(axis=1, keepdims=True)
    P = np.exp(m) / np.exp(m).sum(axis=1, keepdims=True)
    true = P[np.arange(N), y]
    loss = np.mean(1 - true)
    dx = P.copy()
    dx[:, 0] -= 1
    return loss, dx / N
