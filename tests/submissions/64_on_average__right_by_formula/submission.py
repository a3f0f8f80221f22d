"""The noise and the mean by their formulas, differences of two squares, a search for the batch."""

import numpy as np


def example_gradients(X, y, w):
    return [[2 * (sum(x * w) - t) * x_k for x_k in x] for x, t in zip(X, y)]


def over_all_batches(G, B):
    n = len(G)
    mean = G.sum(axis=0) / n
    spread = (G**2).sum() / n - mean @ mean
    return mean, spread / B * (n - B) / (n - 1)


def epoch_gradient(batch_gradients, sizes):
    total = 0
    for gradient, size in zip(batch_gradients, sizes):
        total = total + size * gradient
    return total / sum(sizes)


def estimate_total(batch_losses, n):
    return sum(batch_losses) * n / len(batch_losses)


def smallest_batch(spread, limit):
    B = 1
    while spread / B > limit:
        B += 1
    return B
