"""Exercise 12, solved: binary cross-entropy on probabilities and on scores.

The same loss twice. From probabilities it has to survive log(0); from scores
nothing is ever rounded to 0 or 1, so nothing has to be repaired.
"""

import numpy as np


def bce_loss(u, y):
    """Return the mean binary cross-entropy of probabilities.

    u: probabilities in [0, 1], float64 array (N,); 0 and 1 themselves may occur.
    y: labels in [0, 1], float64 or int64 array (N,).
    Returns a float, always finite.
    """
    # A clamp at -100 leaves every probability above 1e-43 alone, and turns the
    # 0 * log(0) of an example that is sure and right into 0 instead of NaN.
    with np.errstate(divide="ignore"):
        log_u = np.maximum(np.log(u), -100)
        log_rest = np.maximum(np.log(1 - u), -100)
    # The brackets matter: the minus sign stands before both terms.
    return -(y * log_u + (1 - y) * log_rest).mean()


def bce_with_logits(z, y):
    """Return (loss, dz) of the mean binary cross-entropy of scores.

    z: scores, float64 or int64 array (N,), of any size.
    y: labels in [0, 1], float64 or int64 array (N,).
    Returns loss, a float, and dz = dloss/dz, a float64 array (N,), both finite.
    """
    # With u = σ(z): log u = z - log(1 + e^z) and log(1 - u) = -log(1 + e^z). The
    # weighted sum is y z - log(1 + e^z). logaddexp(0, z) is log(e^0 + e^z), computed
    # without ever forming e^z for a large z.
    loss = (np.logaddexp(0, z) - y * z).mean()
    # σ(z) = 1/(1 + e^-z) = exp(-log(1 + e^-z)): the same trick, no overflow.
    u = np.exp(-np.logaddexp(0, -z))
    return loss, (u - y) / len(z)


DERIVATION = {  # one expression on each line, equal to the one before
    "dL_dz": """
        # d(L, z), with L = log(1 + exp(z)) - y·z
        = d(log(1 + exp(z)), z) - d(y·z, z)
        = d(1 + exp(z), z)/(1 + exp(z)) - y
        = exp(z)/(1 + exp(z)) - y
        = 1/(1 + exp(-z)) - y
        = sigma(z) - y
    """,
}
