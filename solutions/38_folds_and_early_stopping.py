"""Exercise 38, solved: choosing without cheating.

A setting is judged on examples on which its model was not trained: every pair
(train, val) is two sets without a common example, and score gets the two apart.
"""

import numpy as np


def k_folds(n, k):
    """Let n examples take turns in k validation sets.

    n, k: ints, 2 <= k <= n

    Returns a list of k pairs (train, val) of int arrays, numbers of examples from
    0 to n-1: each is in one val, sizes of val differ by at most 1, and train holds
    all that are not in val.
    """
    folds, start = [], 0
    for i in range(k):
        size = n // k + (1 if i < n % k else 0)  # the remainder, one example each
        val = np.arange(start, start + size)
        train = np.concatenate([np.arange(start), np.arange(start + size, n)])
        folds.append((train, val))
        start += size
    return folds


def cross_validate(score, folds, candidates):
    """Choose the setting with the lowest mean score.

    score: function (candidate, train, val) -> float, a validation loss
    folds: list of pairs (train, val) of int arrays
    candidates: list of settings

    Returns (best, means): best one of candidates; means a list of floats, the mean
    score over the folds for each candidate.
    """
    means = []
    for candidate in candidates:
        means.append(sum(score(candidate, train, val) for train, val in folds) / len(folds))
    # argmin gives a place in the list; the caller wants the setting that stands there.
    return candidates[int(np.argmin(means))], means


def early_stop(losses, patience, min_delta=0.0):
    """Decide when training ends and which epoch to keep.

    losses: list of floats, the validation loss after each epoch
    patience: int >= 1; min_delta: float >= 0

    Returns (stop, best), ints, epochs counted from 0.
    """
    to_beat, best, waited = losses[0], 0, 0
    for epoch in range(1, len(losses)):
        if losses[epoch] < to_beat - min_delta:
            to_beat, best, waited = losses[epoch], epoch, 0
        else:
            # to_beat stays: it is lowered by improvements only, or many steps that
            # are each too small would never add up to one.
            waited += 1
            if waited == patience:
                return epoch, best
    return len(losses) - 1, best
