"""Examples and epochs are counted from 1, and the scores of the folds are weighted by nothing but luck."""

import numpy as np


def k_folds(n, k):
    parts = np.array_split(np.arange(1, n + 1), k)
    return [(np.concatenate(parts[:i] + parts[i + 1 :]), parts[i]) for i in range(k)]


def cross_validate(score, folds, candidates):
    found = {c: max(score(c, train, val) for train, val in folds) for c in candidates}
    return min(found, key=found.get), list(found.values())


def early_stop(losses, patience, min_delta=0.0):
    best = waited = 0
    for epoch, loss in enumerate(losses):
        if loss < losses[best] - min_delta:
            best, waited = epoch, 0
        elif epoch:
            waited += 1
        if waited >= patience:
            return epoch + 1, best + 1
    return len(losses), best + 1
