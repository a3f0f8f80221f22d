"""Columns for rows, noise divided by the batches less one, batches with repeats, a fraction of a batch."""

import itertools

import numpy as np


def example_gradients(X, y, w):
    return (2 * (X @ w - y)[:, None] * X).T


def over_all_batches(G, B):
    sets = itertools.combinations_with_replacement(range(len(G)), B)
    gradients = np.array([G[list(i)].mean(axis=0) for i in sets])
    mean = gradients.mean(axis=0)
    return mean, ((gradients - mean) ** 2).sum() / (len(gradients) - 1)


def epoch_gradient(batch_gradients, sizes):
    return np.sum(batch_gradients, axis=0) / sum(sizes)


def estimate_total(batch_losses, n):
    return n * np.max(batch_losses)


def smallest_batch(spread, limit):
    return spread / limit
