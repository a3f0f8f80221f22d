import numpy as np


def one_hot(y, C):
    rows = np.zeros((len(y), C))
    rows[0, y] = 1
    return rows


def log_softmax(z):
    m = z - z.max(axis=1, keepdims=True)
    return m - np.log2(np.exp(m).sum(axis=1, keepdims=True))


def nll_loss(logp, y):
    return -np.median(logp[np.arange(len(y)), y])
