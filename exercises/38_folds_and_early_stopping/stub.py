"""38. Choosing without cheating.

Fill in the functions, then run: nncli grade ex38_folds_and_early_stopping.py
"""

import numpy as np


def k_folds(n, k):
    """Let n examples take turns in k validation sets.

    n, k: ints, 2 <= k <= n

    Returns a list of k pairs (train, val) of int arrays, numbers of examples from
    0 to n-1: each is in one val, sizes of val differ by at most 1, and train holds
    all that are not in val.
    """
    raise NotImplementedError


def cross_validate(score, folds, candidates):
    """Choose the setting with the lowest mean score.

    score: function (candidate, train, val) -> float, a validation loss
    folds: list of pairs (train, val) of int arrays
    candidates: list of settings

    Returns (best, means): best one of candidates; means a list of floats, the mean
    score over the folds for each candidate.
    """
    raise NotImplementedError


def early_stop(losses, patience, min_delta=0.0):
    """Decide when training ends and which epoch to keep.

    losses: list of floats, the validation loss after each epoch
    patience: int >= 1; min_delta: float >= 0

    Returns (stop, best), ints, epochs counted from 0.
    """
    raise NotImplementedError
