"""Matrix products with one-hot rows, forwards and backwards."""

import numpy as np


def embedding_forward(ids, table):
    one_hot = (ids[..., None] == np.arange(len(table))).astype(float)
    return one_hot @ table


def embedding_backward(dout, ids, V, pad=None):
    words = [v for v in range(V) if v != pad]
    one_hot = np.zeros((ids.size, V))
    one_hot[:, words] = ids.reshape(-1, 1) == words
    return one_hot.T @ dout.reshape(ids.size, -1)
