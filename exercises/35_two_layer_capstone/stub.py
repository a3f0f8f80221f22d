"""35. A network that learns a square.

Fill in the class, the two functions and the constant, then run:
nncli grade ex35_two_layer_capstone.py
"""

import numpy as np


class TwoLayerNet:
    """A network with one hidden layer of sigmoids and one output score."""

    def __init__(self, n_in, n_hidden, rng):
        """Set self.params to the starting weights.

        n_in, n_hidden: ints; rng: numpy Generator

        self.params is a dict of float arrays: "WH" (n_hidden, n_in), "bH" (n_hidden,),
        "WO" (1, n_hidden), "bO" (1,).
        """
        raise NotImplementedError

    def loss(self, X, y):
        """Return (J, grads) with the present self.params, which stay unchanged.

        X: float array (N, n_in); y: float array (N,) of 0 and 1

        J is a float, the mean loss; grads is a dict with the keys and shapes of
        self.params, the gradients of J.
        """
        raise NotImplementedError

    def predict(self, X):
        """Return the decisions, an array (N,) of 0 and 1 (ints, floats or bools).

        X: float array (N, n_in)
        """
        raise NotImplementedError

    def fit(self, X, y, epochs, batch_size, lr, rng):
        """Train self.params by minibatches, one Adam update per batch.

        X: float array (N, n_in); y: float array (N,) of 0 and 1
        epochs, batch_size: ints >= 1; lr: float; rng: numpy Generator for the order

        Returns a list of `epochs` floats, the mean loss of each epoch.
        """
        raise NotImplementedError


def decision_grid(predict, x0_range, x1_range, n):
    """Return the decisions on a grid of n times n points, an array (n, n).

    predict: function; takes a float array (K, 2), returns an array (K,)
    x0_range, x1_range: pairs of floats (low, high); n: int >= 2

    Entry [r, c] belongs to the r-th value of x1 and the c-th value of x0.
    """
    raise NotImplementedError


MNIST = {
    "parameters": None,  # number of weights and biases
    "updates_per_epoch": None,  # updates in one epoch of training
    "loss_at_start": None,  # cross-entropy when all ten classes are equally likely
}


def hidden_maps(params, x0_range, x1_range, n):
    """Return what each hidden unit gives on the grid of decision_grid, (h, n, n).

    params: dict of float arrays; "WH" (h, 2) and "bH" (h,) are needed
    x0_range, x1_range: pairs of floats (low, high); n: int >= 2

    Entry [l, r, c] is the sigmoid of unit l at the r-th value of x1 and the c-th
    value of x0.
    """
    raise NotImplementedError
