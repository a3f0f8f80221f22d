"""Exercise 64: averages over batches that do one thing another way."""

from itertools import combinations, combinations_with_replacement

import numpy as np


def all_sets(G, B):
    return [list(rows) for rows in combinations(range(len(G)), B)]


def with_repetition(G, B):
    return [list(rows) for rows in combinations_with_replacement(range(len(G)), B)]


def cut_in_order(G, B):
    """The batches of one epoch without shuffling."""
    return [list(range(len(G)))[k : k + B] for k in range(0, len(G), B)]


def neighbours(G, B):
    return [list(range(k, k + B)) for k in range(len(G) - B + 1)]


def batches(
    choose=all_sets, of_batch=lambda rows, n: rows.mean(axis=0), spread=lambda d: np.sum(d**2, axis=1).mean()
):
    """over_all_batches with one thing done another way; `spread` makes the noise of the distances from the mean."""

    def version(G, B):
        gradients = np.array([of_batch(G[rows], len(G)) for rows in choose(G, B)])
        mean = gradients.mean(axis=0)
        return mean, spread(gradients - mean)

    return version


def noise(version):
    """The noise of such a version, as a part of the output."""
    return lambda G, B: version(G, B)[1]


def spread_of_examples(G, B):
    return np.sum((G - G.mean(axis=0)) ** 2, axis=1).mean()
