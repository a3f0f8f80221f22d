"""Words are counted from 1; of the places of a word the first one counts."""

import numpy as np


def embedding_forward(ids, table):
    return table[ids - 1]


def embedding_backward(dout, ids, V, pad=None):
    d = np.zeros((V, dout.shape[-1]))
    words, first = np.unique(ids, return_index=True)
    d[words] = dout.reshape(ids.size, -1)[first]
    if pad is not None:
        d[pad] = 0
    return d
