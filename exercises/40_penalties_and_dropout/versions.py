"""Inputs of dropout, and wrong penalties and factors."""

import numpy as np

from grader.reference.deep import regularisation

l2_penalty, dropout_forward = regularisation.l2_penalty, regularisation.dropout_forward


def drawn_until_telling(rng, shape, p):
    """x and u: at least two entries dropped and two kept, both in the first column and both in some row."""
    while True:
        x, u = rng.uniform(0.3, 2.5, shape) * rng.choice([-1.0, 1.0], shape), rng.uniform(0, 1, shape)
        kept = u >= p
        mixed_row = np.any(kept.any(axis=1) & ~kept.all(axis=1))
        if 2 <= kept.sum() <= kept.size - 2 and kept[:, 0].any() and not kept[:, 0].all() and mixed_row:
            return x, u


def forward(shape, p, train):
    return lambda rng: dict(zip(("x", "u"), drawn_until_telling(rng, shape, p), strict=True), p=p, train=train)


def backward(shape, p):
    def inputs(rng):
        _, u = drawn_until_telling(rng, shape, p)
        dout = rng.uniform(0.3, 2.5, shape) * rng.choice([-1.0, 1.0], shape)
        return {"dout": dout, "cache": (u >= p) / (1 - p)}

    return inputs


TRAINING, IN_USE = ("a third dropped", "most dropped"), ("not training", "not training, most")


def in_training(factors, in_use=lambda x, p: (x, np.ones_like(x))):
    """A version with other factors in training: factors(u, p)."""

    def version(x, u, p, train):
        made = factors(u, p)
        return (x * made, made) if train else in_use(x, p)

    return version


def weights(params):
    return [value for key, value in params.items() if key.startswith("W")]


def penalty(lam, squares, params):
    return lam / 2 * sum(squares(value) for value in params)


def gradients(of_weight, params):
    return {key: of_weight(value) if key.startswith("W") else np.zeros_like(value) for key, value in params.items()}


square_sum = lambda value: np.sum(value**2)
kept = lambda u, p: (u >= p) * 1.0
