"""y - p in place of p - y, and the weights' gradients averaged over the batch, but not the biases'."""

import numpy as np


def sigmoid(t):
    return 1 / (1 + np.exp(-t))


def grads_one_example(x, y, wH, bH, wO, bO):
    uH = sigmoid(wH * x + bH)
    dzO = y - sigmoid(wO * uH + bO)
    dzH = dzO * wO * uH * (1 - uH)
    return dzH * x, dzH, dzO * uH, dzO


def grads_batch(x, y, wH, bH, wO, bO):
    uH = sigmoid(wH * x + bH)
    dzO = sigmoid(wO * uH + bO) - y
    dzH = dzO * wO * uH * (1 - uH)
    return np.mean(dzH * x), np.sum(dzH), np.mean(dzO * uH), np.sum(dzO)


DERIVATION = {
    "dJ_dwH": """
        = d(J, zO)·d(zO, uH)·d(uH, zH)·d(zH, wH)
        = (σ(zO) - y)·wO·x
    """,
}
