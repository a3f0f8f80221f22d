"""What several training loops in the wild do: the counter is not set back when the loss improves."""

import numpy as np


def k_folds(n, k):
    size = n // k
    idx = np.arange(n)
    folds = []
    for i in range(k):
        val = idx[i * size : (i + 1) * size]
        train = np.concatenate([idx[: i * size], idx[(i + 1) * size :]])
        folds.append((train, val))
    return folds


def cross_validate(score, folds, candidates):
    best, best_score, means = None, -np.inf, []
    for c in candidates:
        means.append(np.mean([score(c, train, val) for train, val in folds]))
        if means[-1] > best_score:
            best, best_score = c, means[-1]
    return best, means


def early_stop(losses, patience, min_delta=0.0):
    best_loss, best, count = np.inf, 0, 0
    for epoch, loss in enumerate(losses):
        if loss < best_loss - min_delta:
            best_loss, best = loss, epoch
        else:
            count += 1
            if count >= patience:
                break
    return epoch, best
