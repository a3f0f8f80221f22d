"""Exercise 9, solved: output units and decisions.

The task fixes how y is distributed, the distribution fixes the activation (which makes
its parameter from a score) and the loss (its negative log-likelihood).
"""

import numpy as np

# distribution: bernoulli, multinoulli or gaussian
# activation: sigmoid, softmax, linear, tanh or relu
# loss: binary cross-entropy, cross-entropy, mse or mae
output_units = {
    # one yes/no question
    "binary distribution": "bernoulli",
    "binary activation": "sigmoid",
    "binary loss": "binary cross-entropy",
    # one class out of several
    "multiclass distribution": "multinoulli",
    "multiclass activation": "softmax",
    "multiclass loss": "cross-entropy",
    # a number
    "regression distribution": "gaussian",
    "regression activation": "linear",
    "regression loss": "mse",
    # several labels, any of which may be true (answer for one label)
    "multilabel distribution": "bernoulli",
    "multilabel activation": "sigmoid",
    "multilabel loss": "binary cross-entropy",
    # samples that follow a distribution of any shape: gan, mse or softmax
    "arbitrary loss": "gan",
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
    if kind in ("binary", "multilabel"):
        # The sigmoid of 0 is 0.5 and the sigmoid grows, so "more likely than not" is
        # a statement about the sign of the score; each label is decided on its own.
        return (z > 0).astype(int)
    if kind == "multiclass":
        # Softmax keeps the order, so the largest score has the largest probability.
        return z.argmax(axis=1)
    if kind == "regression":
        return z.copy()
    raise ValueError(f"unknown kind of task: {kind!r}")


def p_y0(z):
    """Return P(y = 0 | x) for scores z, where P(y = 1 | x) = sigmoid(z).

    z: float64 or int64 array of any shape.
    Returns a float64 array of that shape, finite and right for any finite z.
    """
    # 1 - sigmoid(z) = 1/(1 + e^z) = e^-z/(1 + e^-z): for each sign of z take the
    # form whose exponent is not positive.
    e = np.exp(-np.abs(z))
    return np.where(z > 0, e / (1 + e), 1 / (1 + e))


def single_score(z):
    """Return the one score whose sigmoid is the softmax probability of class 1.

    z: float64 array (N, 2), the scores of class 0 and of class 1.
    Returns a float64 array (N,), finite and right for any finite z.
    """
    # softmax of (a, b) gives class 1 the share e^b/(e^a + e^b). Divided above and
    # below by e^b, that is 1/(1 + e^-(b - a)): the sigmoid of b - a.
    return z[:, 1] - z[:, 0]
