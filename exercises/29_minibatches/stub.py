"""29. Shuffle, cut, average.

Fill in the three functions and the constant, then run:
nncli grade ex29_minibatches.py
"""

import numpy as np


def minibatches(X, y, B, rng):
    """Serve one epoch: every example once, in a random order, in batches.

    X: float array (n, D); y: float array (n,); neither is changed
    B: int >= 1, the batch size
    rng: numpy Generator, the only source of randomness

    Yields ceil(n/B) pairs (xb, yb) of arrays (k, D) and (k,): k = B, and in the
    last batch what remains. A list of pairs is accepted too.
    """
    raise NotImplementedError


def batch_gradient(X, y, w, idx):
    """Return the gradient, with respect to w, of the mean squared error of a batch.

    X: float array (n, D); y: float array (n,); w: float array (D,)
    idx: int64 array, the numbers of the examples in the batch

    Returns a float array (D,).
    """
    raise NotImplementedError


def epoch_mean(means, sizes):
    """Return the mean loss over all examples of an epoch, a float.

    means: list of floats, the mean loss of each batch
    sizes: list of ints, the number of examples in each batch; as long as means
    """
    raise NotImplementedError


# 1,050 training examples, batch size 100, 20 epochs; the smaller last batch is used.
TERMS = {
    "iterations_per_epoch": None,  # updates in one epoch
    "last_batch": None,  # examples in the last batch of an epoch
    "updates": None,  # updates in all epochs
    "updates_full_batch": None,  # updates in all epochs with one batch of all examples
    "updates_batch_of_one": None,  # updates in all epochs with batch size 1
    # and in one word: "parameter", "hyper-parameter" or "data"
    "learning_rate": None,
    "bias": None,
    "number_of_hidden_units": None,
    "labels": None,
}
