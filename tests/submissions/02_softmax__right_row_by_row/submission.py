"""The log of each share first, one row at a time and without arrays."""

import math

import numpy as np


def shares(row):
    top = max(row)
    log_sum = top + math.log(math.fsum(math.exp(score - top) for score in row))
    return [math.exp(score - log_sum) for score in row]


def softmax(z):
    if z.ndim == 1:
        return np.array(shares(z.tolist()))
    return np.array([shares(row) for row in z.tolist()])
