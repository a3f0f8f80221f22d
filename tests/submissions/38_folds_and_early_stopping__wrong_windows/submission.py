"""Folds that overlap; the median of the scores; stops when the mean of the last losses rises."""

import numpy as np


def k_folds(n, k):
    size = n // k + 1
    starts = np.linspace(0, n - size, k).astype(int)
    return [(np.setdiff1d(np.arange(n), np.arange(s, s + size)), np.arange(s, s + size)) for s in starts]


def cross_validate(score, folds, candidates):
    medians = [float(np.median([score(c, train, val) for train, val in folds])) for c in candidates]
    return candidates[int(np.argmin(medians))], medians


def early_stop(losses, patience, min_delta=0.0):
    for epoch in range(patience, len(losses)):
        if losses[epoch] > sum(losses[epoch - patience : epoch]) / patience:
            return epoch, epoch - patience
    return len(losses) - 1, len(losses) - 1
