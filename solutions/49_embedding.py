"""49. A row for every word: a worked solution.

Looking up a row is the same as multiplying a one-hot row by the table, without the
zeros. So the gradient is that of a product: every place hands its dout to its row.
"""

import numpy as np


def embedding_forward(ids, table):
    """Return the rows of the words, float array (N, T, D).

    ids: int array (N, T), each from 0 to V - 1; table: float array (V, D). Not changed.
    """
    return table[ids]  # an array of ids picks a row for each of them


def embedding_backward(dout, ids, V, pad=None):
    """Return the gradient of the loss with respect to the table, float array (V, D).

    dout: float array (N, T, D), gradient of the loss with respect to the rows.
    ids: int array (N, T), each from 0 to V - 1; V: int, the number of words.
    pad: None, or the int of the filler, whose row stays 0. dout and ids are not changed.
    """
    d = np.zeros((V, dout.shape[2]))
    # d[ids] += dout would read each row once and write it once: of equal words only
    # the last would count. np.add.at adds place by place.
    np.add.at(d, ids, dout)
    if pad is not None:  # "if pad" would miss the filler 0
        d[pad] = 0
    return d
