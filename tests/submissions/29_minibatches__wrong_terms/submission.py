"""Exercise 29, solved: shuffle, cut, average."""

import numpy as np


def minibatches(X, y, B, rng):
    """Serve one epoch: every example once, in a random order, in batches.

    X: float array (n, D); y: float array (n,); neither is changed
    B: int >= 1, the batch size
    rng: numpy Generator, the only source of randomness

    Yields ceil(n/B) pairs (xb, yb) of arrays (k, D) and (k,): k = B, and in the
    last batch what remains. A list of pairs is accepted too.
    """
    n = len(X)
    # Shuffling the numbers of the examples leaves X and y alone, and the same
    # numbers pick the rows of both, so every x keeps its y.
    order = rng.permutation(n)
    for k in range(0, n, B):
        # A slice that reaches beyond the end stops there: the last batch is short.
        part = order[k : k + B]
        yield X[part], y[part]


def batch_gradient(X, y, w, idx):
    """Return the gradient, with respect to w, of the mean squared error of a batch.

    X: float array (n, D); y: float array (n,); w: float array (D,)
    idx: int64 array, the numbers of the examples in the batch

    Returns a float array (D,).
    """
    xb, yb = X[idx], y[idx]
    error = xb @ w - yb  # (k,)
    # xb.T @ error is the sum of error_i * x_i over the batch.
    return 2 * xb.T @ error / len(idx)


def epoch_mean(means, sizes):
    """Return the mean loss over all examples of an epoch, a float.

    means: list of floats, the mean loss of each batch
    sizes: list of ints, the number of examples in each batch; as long as means
    """
    # mean * size is the sum of the losses in a batch; sums may simply be added.
    return float(np.dot(means, sizes)) / sum(sizes)


TERMS = {
    "iterations_per_epoch": 11,  # ten full batches and a smaller one
    "last_batch": 50,  # 1,050 - 10 * 100
    "updates": 220,  # 20 * 11
    "updates_full_batch": 20,  # one in each epoch
    "updates_batch_of_one": 21000,  # 20 * 1,050
    # Training changes the parameters; the rest is chosen before it, or given.
    "learning_rate": "hyper-parameter",
    "bias": "parameter",
    "number_of_hidden_units": "hyper-parameter",
    "labels": "data",
}


TERMS = {
    "iterations_per_epoch": 1050 / 100,
    "last_batch": 0,
    "updates": 21000,
    "updates_full_batch": 1,
    "updates_batch_of_one": 21000,
    "learning_rate": "parameter",
    "bias": "hyper parameter",
    "number_of_hidden_units": 100,
    "labels": None,
}
