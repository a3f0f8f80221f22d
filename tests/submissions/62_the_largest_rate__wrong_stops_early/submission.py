"""The inverse of the wrong thing, a decaying rate, an exception where a rate blows up, None for no best rate."""

import numpy as np


def largest_rate(H):
    return np.linalg.eigvalsh(np.linalg.inv(H))[-1] * 2 - 1


def contraction(H, lr):
    return np.linalg.det(np.eye(len(H)) - lr * H)


def best_for_bowl(H):
    return np.trace(H)


def sweep(f, grad, w0, rates, steps):
    losses = []
    for lr in rates:
        w = w0
        for k in range(steps):
            w = w - lr / (k + 1) * grad(w)
            if not np.all(np.isfinite(w)):
                raise OverflowError(f"the rate {lr} blows up")
        losses.append(f(w))
    return np.array(losses)


def best_rate(rates, losses):
    best = None
    for rate, loss in zip(rates, losses):
        if best is None or loss < best[1]:
            best = (rate, loss)
    return best
