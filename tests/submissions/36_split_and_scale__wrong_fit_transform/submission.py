"""fit_transform on the test set: the commonest leak in notebooks. The parts come as scikit-learn's two splits give them."""

import numpy as np


def split(n, n_val, n_test, rng):
    order = rng.permutation(n)
    test, rest = order[:n_test], order[n_test:]
    val, train = rest[:n_val], rest[n_val:]
    return train, test, val


def fit_scaler(X):
    return X.mean(axis=0), X.std(axis=0, ddof=1)


def scale(X, mean, std):
    return (X - mean) / std


def fit_transform(X):
    mean, std = X.mean(axis=0), X.std(axis=0)
    std[std == 0] = 1
    return (X - mean) / std, mean, std


def prepare(X_train, X_val, X_test):
    train, mean, std = fit_transform(X_train)
    test, _, _ = fit_transform(X_test)
    return train, scale(X_val, mean, std), test
