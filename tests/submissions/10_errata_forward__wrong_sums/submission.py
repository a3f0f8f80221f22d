import numpy as np

verdict = {
    "broadcast_length": "wrong",
    "entry_2_2": "right",
    "tanh_definition": "right",
    "tanh_from_sigmoid": "wrong",
    "p_y0": "right",
    "softmax_entry": "wrong",
    "hard_decision": "wrong",
    "softmax_output": "right",
}


def broadcast_length(m, n):
    return max(m, n) if 1 in (m, n) else 0


def entry_2_2(X, Y):
    return X[2, :] @ Y[:, 2]


def tanh_definition(z):
    return (np.exp(z) - np.exp(-z)) / (np.exp(z) + np.exp(-z))


def tanh_from_sigmoid(z):
    return 1 / (1 + np.exp(-z)) - 0.5


def p_y0(phi):
    return 1 / (1 + np.exp(phi))


def softmax_entry(z, k):
    return np.exp(z[k]) / np.exp(z[k]).sum()


def hard_decision(z):
    return (np.sign(z) + 1) / 2


def softmax_output():
    return np.array([0.6285, 0.2312, 0.1402])
