"""A learner's cross-validation of a model with one number: `candidate` times the mean of the training examples."""

import numpy as np


def validated(learner, target, /, a, folds, candidates):
    """(best, means) for score(c, train, val) = mean of (a[val] - c * mean(a[train]))^2."""

    def score(candidate, train, val):
        return float(np.mean((a[val] - candidate * np.mean(a[train])) ** 2))

    return getattr(learner, target)(score, folds, candidates)
