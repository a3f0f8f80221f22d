"""Exercise 13, solved: one-hot labels, log-softmax, negative log-likelihood.

Together the three are the softmax cross-entropy of a classifier.
"""

import numpy as np


def one_hot(y, C):
    """Return the labels as rows of 0 and 1.

    y: class numbers, int64 array (N,), each in 0..C-1.
    C: int, the number of classes.
    Returns a numeric or bool array (N, C): row i is 1 in column y[i], 0 elsewhere.
    """
    # Row k of the identity matrix is the one-hot row of class k. The width comes
    # from C: a batch need not contain every class.
    return np.eye(C)[y]


def log_softmax(z):
    """Return the logarithm of the softmax of every row.

    z: scores, float64 or int64 array (N, C), any finite values.
    Returns a float64 array (N, C), finite.
    """
    # Subtracting the same number from a whole row changes no probability. With the
    # largest score at 0 no exponential overflows, and the sum is at least 1, so its
    # logarithm is finite however small the other terms are.
    shifted = z - z.max(axis=1, keepdims=True)
    # log(e^a / total) = a - log(total): the probability itself is never formed.
    return shifted - np.log(np.exp(shifted).sum(axis=1, keepdims=True))


def nll_loss(logp, y):
    """Return the mean negative log-likelihood of the true classes.

    logp: log-probabilities, float64 array (N, C).
    y: class numbers, int64 array (N,), each in 0..C-1.
    Returns a float.
    """
    # arange(N) and y are read in pairs: (0, y[0]), (1, y[1]), ...
    return -logp[np.arange(len(y)), y].mean()
