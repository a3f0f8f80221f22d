"""Exercise 10, solved: the forward pass on the slides, checked and repaired.

The method is the same each time: take numbers that are not special (no 0, no 1, no
two equal sizes), work out both sides, and compare.
"""

import numpy as np

verdict = {  # value: "right" or "wrong"
    "broadcast_length": "wrong",  # 4 and 2: divisible, and NumPy refuses
    "entry_2_2": "right",
    "tanh_definition": "right",
    "tanh_from_sigmoid": "wrong",  # 0.4621 at z = 1, where tanh is 0.7616
    "p_y0": "right",  # looks odd, but 1/(1 + e^phi) = 1 - 1/(1 + e^-phi)
    "softmax_entry": "wrong",  # over all k the entries do not add up to 1
    "hard_decision": "wrong",  # answers -1, and -1 is not among the labels
    "softmax_output": "wrong",  # adds up to 1, so only computing it again shows it
}


def broadcast_length(m, n):
    """Return the length of an axis of A + B, or 0 if NumPy raises an error.

    Slide: "A + B will only work if A is cleanly divisible by B (or vice versa)".
    m, n: ints >= 1, the lengths of that axis in A and in B. Returns an int.
    """
    # NumPy repeats an axis of length 1 and nothing else.
    return max(m, n) if m == n or m == 1 or n == 1 else 0


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
    # Multiply numerator and denominator of the definition by e^-z:
    # (1 - e^-2z)/(1 + e^-2z) = 2/(1 + e^-2z) - 1, so the sigmoid is taken at 2z.
    return 2 / (1 + np.exp(-2 * z)) - 1


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
    # Numerator and denominator must hold the same exponentials, or the entries do
    # not add up to 1.
    return np.exp(z[k]) / np.exp(z).sum()


def hard_decision(z):
    """Return the decided label for the score z; the labels are 0 and 1.

    Slide: y-hat = sgn(z)
    z: float, not 0. Returns a number.
    """
    return 1 if z > 0 else 0


def softmax_output():
    """Return the softmax of [2.0, 1.0, 0.5] to at least 8 decimals.

    Slide: the printed output [0.62842832 0.2312239  0.14034778]
    Returns three floats: an array, a list or a tuple.
    """
    exponentials = np.exp(np.array([2.0, 1.0, 0.5]))
    return exponentials / exponentials.sum()
