"""49. A row for every word.

Fill in the two functions, then run: nncli grade ex49_embedding.py
"""

import numpy as np


def embedding_forward(ids, table):
    """Return the rows of the words, float array (N, T, D).

    ids: int array (N, T), each from 0 to V - 1; table: float array (V, D). Not changed.
    """
    raise NotImplementedError


def embedding_backward(dout, ids, V, pad=None):
    """Return the gradient of the loss with respect to the table, float array (V, D).

    dout: float array (N, T, D), gradient of the loss with respect to the rows.
    ids: int array (N, T), each from 0 to V - 1; V: int, the number of words.
    pad: None, or the int of the filler, whose row stays 0. dout and ids are not changed.
    """
    raise NotImplementedError
