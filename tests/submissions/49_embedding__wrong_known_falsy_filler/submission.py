"""`if pad` is False for the filler 0."""

import numpy as np


def embedding_forward(ids, table):
    return table[:, ids]


def embedding_backward(dout, ids, V, pad=None):
    dW = np.zeros((V, dout.shape[-1]))
    for n in range(ids.shape[0]):
        for t in range(ids.shape[1]):
            dW[ids[n, t]] += dout[n, t]
    if pad:
        dW[pad] = 0
    return dW
