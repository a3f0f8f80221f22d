"""36. Three sets, one yardstick.

Fill in the functions, then run: nncli grade ex36_split_and_scale.py
"""

import numpy as np


def split(n, n_val, n_test, rng):
    """Cut the numbers of n examples, in a random order, into three sets.

    n, n_val, n_test: ints, n_val + n_test < n
    rng: numpy Generator, the only source of randomness

    Returns (train, val, test), int arrays of n - n_val - n_test, n_val and n_test
    numbers; each of 0, ..., n-1 occurs in exactly one of them.
    """
    raise NotImplementedError


def fit_scaler(X):
    """Measure the columns of X.

    X: float or int array (N, D); not changed

    Returns (mean, std), float arrays (D,); std has the divisor N, and is 1 for a
    column of equal numbers.
    """
    raise NotImplementedError


def scale(X, mean, std):
    """Return (X - mean)/std, column by column, a float array (M, D).

    X: float array (M, D); not changed
    mean, std: float arrays (D,)
    """
    raise NotImplementedError


def prepare(X_train, X_val, X_test):
    """Scale three sets by what is measured on the training set.

    X_train, X_val, X_test: float arrays with D columns each; not changed

    Returns the three scaled arrays, in this order.
    """
    raise NotImplementedError
