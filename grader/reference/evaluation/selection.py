"""Choosing a setting and the moment to stop, on validation examples alone.

Source: "Schniter, ECE 4300 unit 8 (2020)": Fine-tuning the implementation.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TypeAlias, TypeVar

import numpy as np

from grader.arrays import NDArray

Numbers: TypeAlias = NDArray[np.int64]
Fold: TypeAlias = tuple[Numbers, Numbers]
Candidate = TypeVar("Candidate")


def k_folds(n: int, k: int) -> list[Fold]:
    """k pairs (train, val) of example numbers: each of 0 to n - 1 is in one val; sizes differ by at most 1."""
    parts = np.array_split(np.arange(n), k)
    return [(np.setdiff1d(np.arange(n), val), val) for val in parts]


def cross_validate(
    score: Callable[[Candidate, Numbers, Numbers], float], folds: Sequence[Fold], candidates: Sequence[Candidate]
) -> tuple[Candidate, list[float]]:
    """The candidate with the lowest mean of score(candidate, train, val) over the folds, and the means of all."""
    means = [float(np.mean([score(candidate, train, val) for train, val in folds])) for candidate in candidates]
    return candidates[int(np.argmin(means))], means


def early_stop(losses: Sequence[float], patience: int, min_delta: float = 0.0) -> tuple[int, int]:
    """(stop, best), epochs from 0: stop after `patience` epochs in a row without an improvement, else at the last one.

    An improvement is the first epoch, and every loss below that of the last improvement minus min_delta; best is the last.
    """
    best = 0
    for epoch, loss in enumerate(losses):
        if loss < losses[best] - min_delta:
            best = epoch
        elif epoch - best >= patience:
            return epoch, best
    return len(losses) - 1, best
