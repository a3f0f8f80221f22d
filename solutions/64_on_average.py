"""Exercise 64, solved: batch gradients are right on average."""

import itertools

import numpy as np


def example_gradients(X, y, w):
    """Return the gradient of (x.w - y)^2 with respect to w for every example, (n, D).

    X: float array (n, D), a row for each example; y: float array (n,)
    w: float array (D,)
    """
    # 2 * error is one number for each example; it multiplies the example's row.
    return 2 * (X @ w - y)[:, None] * X


def over_all_batches(G, B):
    """Return (mean, noise) of the gradients of all batches of B different examples.

    G: float array (n, D), the gradients of the examples; B: int, 1 <= B < n
    mean: float array (D,); noise: float, the mean squared distance from the mean
    """
    batches = itertools.combinations(range(len(G)), B)
    gradients = np.array([G[list(batch)].mean(axis=0) for batch in batches])
    mean = gradients.mean(axis=0)  # G.mean(axis=0), up to rounding
    # Add the squares over the entries of a gradient, average over the batches.
    return mean, np.sum((gradients - mean) ** 2, axis=1).mean()


def epoch_gradient(batch_gradients, sizes):
    """Return the gradient of the whole set, float array (D,).

    batch_gradients: float array (T, D), row t is the mean over batch t
    sizes: list of T ints, the numbers of examples in the batches
    """
    # size * mean is the sum over a batch: every example counts once.
    return np.array(sizes) @ batch_gradients / np.sum(sizes)


def estimate_total(batch_losses, n):
    """Return an estimate of the sum of the losses of all n examples, a float.

    batch_losses: float array (B,), the losses of the examples of one batch; n: int
    """
    return n * np.mean(batch_losses)


def smallest_batch(spread, limit):
    """Return the smallest B >= 1 with spread/B at most limit, an int.

    spread: float > 0, the noise for B = 1; limit: float > 0
    """
    return max(1, int(np.ceil(spread / limit)))
