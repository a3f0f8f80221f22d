"""Python floats and a loop over the examples; the sigmoid through tanh."""

import math


def sigmoid(t):
    return (1 + math.tanh(t / 2)) / 2


def grads_one_example(x, y, wH, bH, wO, bO):
    u = sigmoid(wH * x + bH)
    error = sigmoid(wO * u + bO) - y
    hidden = error * wO * (u - u**2)
    return [hidden * x, hidden, error * u, error]


def grads_batch(x, y, wH, bH, wO, bO):
    totals = [0.0] * 4
    for xi, yi in zip(x, y, strict=True):
        totals = [total + g for total, g in zip(totals, grads_one_example(xi, yi, wH, bH, wO, bO), strict=True)]
    return tuple(totals)


DERIVATION = {
    "dJ_dwH": """
        d(J, zO)*d(zO, wH)
        (sigma(zO) - y)*d(zO, uH)*d(uH, zH)*d(zH, wH)
        (sigma(zO) - y)*wO*uH*(1 - uH)*x
    """,
}
