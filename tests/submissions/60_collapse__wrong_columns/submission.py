"""Examples are taken for columns, so that every shape is turned; one bias too few is counted."""

import numpy as np


def collapse(layers):
    W, b = layers[0][0].T, layers[0][1]
    for V, c in layers[1:]:
        W, b = V.T @ W, V.T @ b + c
    return W, b


def local_map(x, layers):
    for W, b in layers[:-1]:
        W[:, x @ W + b < 0] = 0
        x = x @ W + b
    return collapse(layers)


def count_parameters(sizes):
    deep = 0
    for n, m in zip(sizes, sizes[1:-1]):
        deep += n * m + m
    return deep, sizes[-1] * sizes[0] + sizes[0]


def rank_bound(sizes):
    return len(sizes) - 1


STATEMENTS = {"linear_layers_can_learn_xor": None}
