"""Folds take every k-th example of a shuffled order; the best epoch is looked up again at each step."""

import random

import numpy as np


def k_folds(n, k):
    order = list(range(n))
    random.Random(4).shuffle(order)
    return [(np.array([i for j, i in enumerate(order) if j % k != f]), np.array(order[f::k])) for f in range(k)]


def cross_validate(score, folds, candidates):
    table = np.array([[score(c, train, val) for c in candidates] for train, val in folds])
    means = table.mean(axis=0).tolist()
    return min(zip(means, candidates))[1], means


def early_stop(losses, patience, min_delta=0.0):
    improvements = [0]
    for epoch in range(1, len(losses)):
        if losses[improvements[-1]] - losses[epoch] > min_delta:
            improvements.append(epoch)
        if epoch - improvements[-1] >= patience:
            return epoch, improvements[-1]
    return len(losses) - 1, improvements[-1]
