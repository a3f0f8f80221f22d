"""9. Output units and decisions.

Fill in the table and the three functions, then run: nncli grade ex09_output_units.py
"""

import numpy as np

# distribution: bernoulli, multinoulli or gaussian
# activation: sigmoid, softmax, linear, tanh or relu
# loss: binary cross-entropy, cross-entropy, mse or mae
output_units = {
    # one yes/no question
    "binary distribution": None,
    "binary activation": None,
    "binary loss": None,
    # one class out of several
    "multiclass distribution": None,
    "multiclass activation": None,
    "multiclass loss": None,
    # a number
    "regression distribution": None,
    "regression activation": None,
    "regression loss": None,
    # several labels, any of which may be true (answer for one label)
    "multilabel distribution": None,
    "multilabel activation": None,
    "multilabel loss": None,
    # samples that follow a distribution of any shape: gan, mse or softmax
    "arbitrary loss": None,
}


def decide(z, kind):
    """Return the decisions for scores z, taken before the output activation.

    z: float64 array of scores, never 0 and without ties.
    kind: a string, one of
        "binary": z (N,) -> labels 0 or 1, shape (N,)
        "multiclass": z (N, C) -> the class of each row, from 0 to C - 1, shape (N,)
        "multilabel": z (N, C) -> labels 0 or 1, shape (N, C)
        "regression": z (N,) or (N, K) -> the predicted values, shape of z
    Returns an array of the shape given above. z is not changed.
    Raises ValueError for any other kind.
    """
    raise NotImplementedError


def p_y0(z):
    """Return P(y = 0 | x) for scores z, where P(y = 1 | x) = sigmoid(z).

    z: float64 or int64 array of any shape.
    Returns a float64 array of that shape, finite and right for any finite z.
    """
    raise NotImplementedError


def single_score(z):
    """Return the one score whose sigmoid is the softmax probability of class 1.

    z: float64 array (N, 2), the scores of class 0 and of class 1.
    Returns a float64 array (N,), finite and right for any finite z.
    """
    raise NotImplementedError
