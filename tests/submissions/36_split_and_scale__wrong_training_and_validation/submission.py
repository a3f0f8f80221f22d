"""The scaler is fitted on training and validation examples; deviations from the median; one example too many in val."""

import numpy as np


def split(n, n_val, n_test, rng):
    order = rng.permutation(n)
    val, test = order[: n_val + 1], order[n_val : n_val + n_test]
    return order[n_val + n_test :], val, test


def fit_scaler(X):
    median = np.median(X, axis=0)
    return median, np.mean(np.abs(X - median), axis=0)


def scale(X, mean, std):
    return (mean - X) / std


def prepare(X_train, X_val, X_test):
    known = np.concatenate([X_train, X_val])
    mean, std = known.mean(axis=0), known.std(axis=0)
    return (X_train - mean) / std, (X_val - mean) / std, (X_test - mean) / std
