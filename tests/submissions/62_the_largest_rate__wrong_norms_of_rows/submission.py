"""Bounds by the sums of rows, a mean contraction, a sweep that moves w0, the last of the rates."""

import numpy as np


def largest_rate(H):
    return 2 / np.abs(H).sum(axis=1).max()


def contraction(H, lr):
    return np.mean(np.abs(1 - lr * np.linalg.eigvalsh(H)))


def best_for_bowl(H):
    return 0.9 * 2 / np.linalg.eigvalsh(H).max()


def sweep(f, grad, w0, rates, steps):
    losses = []
    for lr in rates:
        w = w0
        for _ in range(steps):
            w -= lr * grad(w)
        losses.append(f(w))
    return losses


def best_rate(rates, losses):
    return rates[-1]
