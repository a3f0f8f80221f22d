import numpy as np

verdict = {
    "broadcast_length": "wrong",
    "entry_2_2": "right",
    "tanh_definition": "right",
    "tanh_from_sigmoid": "wrong",
    "p_y0": "right",
    "softmax_entry": "wrong",
    "hard_decision": "false",
    "softmax_output": None,
}


def broadcast_length(m, n):
    return min(m, n) if m == n or m == 1 or n == 1 else 0


def entry_2_2(X, Y):
    return (X[2] * Y[2])[2]


def tanh_definition(z):
    return (np.exp(z) - np.exp(-z)) / (np.exp(z) + np.exp(-z))


def tanh_from_sigmoid(z):
    return 2 * (1 / (1 + np.exp(-2 * z)) - 1)


def p_y0(phi):
    return 1 / (1 + np.exp(phi))


def softmax_entry(z, k):
    return np.exp(-z[k]) / np.exp(z).sum()


def hard_decision(z):
    return 1 if 1 / (1 + np.exp(-z)) > 0 else 0


def softmax_output():
    return np.array([0.62842832, 0.2312239, 0.14034778])
