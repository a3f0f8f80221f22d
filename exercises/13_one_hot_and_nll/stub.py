"""One-hot labels, log-softmax, negative log-likelihood.

Fill in the three functions, then run: nncli grade ex13_one_hot_and_nll.py
"""

import numpy as np


def one_hot(y, C):
    """Return the labels as rows of 0 and 1.

    y: class numbers, int64 array (N,), each in 0..C-1.
    C: int, the number of classes.
    Returns a numeric or bool array (N, C): row i is 1 in column y[i], 0 elsewhere.
    """
    raise NotImplementedError


def log_softmax(z):
    """Return the logarithm of the softmax of every row.

    z: scores, float64 or int64 array (N, C), any finite values.
    Returns a float64 array (N, C), finite.
    """
    raise NotImplementedError


def nll_loss(logp, y):
    """Return the mean negative log-likelihood of the true classes.

    logp: log-probabilities, float64 array (N, C).
    y: class numbers, int64 array (N,), each in 0..C-1.
    Returns a float.
    """
    raise NotImplementedError
