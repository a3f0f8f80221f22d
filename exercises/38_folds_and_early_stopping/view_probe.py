"""Whose turn it is in a learner's folds, and where training stops."""

import numpy as np


def turns(learner, target, /, n, k):
    folds = np.full((k, n), np.nan)
    for row, (train, val) in enumerate(learner.k_folds(n, k)):
        folds[row, np.asarray(train, dtype=int)] = 0
        folds[row, np.asarray(val, dtype=int)] = 1
    return {"maps": {"validation": folds}}


def stopped(learner, target, /, losses, patience):
    last, best = (int(epoch) for epoch in learner.early_stop(list(losses), patience))
    x, seen = np.arange(len(losses)), np.array(losses)
    ran = np.where(x <= last, seen, np.nan)
    kept = np.where(abs(x - best) <= 1, seen[best], np.nan)
    return {"x": x, "lines": {"as it would go on": seen, "trained": ran, f"kept: epoch {best}": kept}}
