import math

import numpy as np

verdict = {
    "broadcast_length": " Wrong",
    "entry_2_2": "right",
    "tanh_definition": "RIGHT",
    "tanh_from_sigmoid": "wrong",
    "p_y0": "right ",
    "softmax_entry": "wrong",
    "hard_decision": "wrong",
    "softmax_output": "wrong",
}


def broadcast_length(m, n):
    try:
        return (np.zeros(m) + np.zeros(n)).size
    except ValueError:
        return 0


def entry_2_2(X, Y):
    total = 0.0
    for d in range(3):
        total += X[2][d] * Y[d][2]
    return total


def tanh_definition(z):
    return math.tanh(z)


def tanh_from_sigmoid(z):
    return np.float32(1 - 2 / (1 + math.exp(2 * z)))


def p_y0(phi):
    return 1 - 1 / (1 + math.exp(-phi))


def softmax_entry(z, k):
    return 1 / sum(math.exp(score - z[k]) for score in z)


def hard_decision(z):
    return z > 0


def softmax_output():
    return (0.62853172, 0.23122390, 0.14024438)
