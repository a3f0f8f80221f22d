"""The test examples are drawn first, parts come sorted; mean and deviation from sums, column by column."""

import math

import numpy as np


def split(n, n_val, n_test, rng):
    held_out = rng.choice(n, size=n_val + n_test, replace=False)
    test, val = held_out[:n_test], held_out[n_test:]
    train = [i for i in range(n) if i not in set(held_out.tolist())]
    return np.array(train), np.sort(val), np.sort(test)


def fit_scaler(X):
    means, stds = [], []
    for column in X.T.tolist():
        mean = math.fsum(column) / len(column)
        means.append(mean)
        stds.append(math.sqrt(math.fsum((x - mean) ** 2 for x in column) / len(column)) or 1.0)
    return np.array(means), np.array(stds)


def scale(X, mean, std):
    return X * (1 / std) - mean / std


def prepare(*sets):
    scaler = fit_scaler(sets[0])
    return [scale(X, *scaler) for X in sets]
