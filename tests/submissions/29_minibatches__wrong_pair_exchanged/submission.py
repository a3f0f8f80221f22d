"""The pair comes as (labels, features); the gradient divides by the number of weights."""

import numpy as np


def minibatches(X, y, B, rng):
    order = rng.permutation(len(X))
    batches = []
    for k in range(0, len(X), B):
        batches.append((y[order[k : k + B]], X[order[k : k + B]]))
    return batches


def batch_gradient(X, y, w, idx):
    error = X[idx] @ w - y[idx]
    return 2 * np.mean(X[idx] * error[:, None], axis=1)


def epoch_mean(means, sizes):
    return float(np.median(means))
