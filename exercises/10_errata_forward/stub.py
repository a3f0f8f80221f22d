"""10. Find the wrong slides, forward pass.

Fill in the verdicts, repair, then run: nncli grade ex10_errata_forward.py
"""

import numpy as np

verdict = {  # value: "right" or "wrong"
    "broadcast_length": None,
    "entry_2_2": None,
    "tanh_definition": None,
    "tanh_from_sigmoid": None,
    "p_y0": None,
    "softmax_entry": None,
    "hard_decision": None,
    "softmax_output": None,
}


def broadcast_length(m, n):
    """Return the length of an axis of A + B, or 0 if NumPy raises an error.

    Slide: "A + B will only work if A is cleanly divisible by B (or vice versa)".
    m, n: ints >= 1, the lengths of that axis in A and in B. Returns an int.
    """
    return max(m, n) if m % n == 0 or n % m == 0 else 0


def entry_2_2(X, Y):
    """Return the entry Z[2, 2] of Z = X Y; indices start at 0, as in Python.

    Slide: Z[2,2] = X[2,:] . Y[:,2]
    X: float64 array (4, 3). Y: float64 array (3, 5). Returns a float.
    """
    return X[2, :] @ Y[:, 2]


def tanh_definition(z):
    """Return tanh(z) from exponentials.

    Slide: tanh(z) = (e^z - e^-z)/(e^z + e^-z)
    z: float. Returns a float.
    """
    return (np.exp(z) - np.exp(-z)) / (np.exp(z) + np.exp(-z))


def tanh_from_sigmoid(z):
    """Return tanh(z) from the sigmoid s(t) = 1/(1 + e^-t).

    Slide: tanh(z) = 2 s(z) - 1
    z: float. Returns a float.
    """
    return 2 * (1 / (1 + np.exp(-z))) - 1


def p_y0(phi):
    """Return P(y = 0) for the score phi, where P(y = 1) = 1/(1 + e^-phi).

    Slide: P(y = 0) = 1/(1 + e^phi)
    phi: float. Returns a float.
    """
    return 1 / (1 + np.exp(phi))


def softmax_entry(z, k):
    """Return P(y = k), entry k of the softmax of the scores z.

    Slide: e^(z_k) / sum over l of e^(-z_l)
    z: float64 array (K,). k: int from 0 to K - 1. Returns a float.
    """
    return np.exp(z[k]) / np.exp(-z).sum()


def hard_decision(z):
    """Return the decided label for the score z; the labels are 0 and 1.

    Slide: y-hat = sgn(z)
    z: float, not 0. Returns a number.
    """
    return np.sign(z)


def softmax_output():
    """Return the softmax of [2.0, 1.0, 0.5] to at least 8 decimals.

    Slide: the printed output [0.62842832 0.2312239  0.14034778]
    Returns three floats: an array, a list or a tuple.
    """
    return np.array([0.62842832, 0.2312239, 0.14034778])
