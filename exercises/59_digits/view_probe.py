"""Digits as pictures, and those that a learner's trained network takes for others."""

import numpy as np


def train_and_read(learner):
    """The pictures, labels and predictions of a thousand new digits."""
    rng = np.random.default_rng(1)
    X, y = learner.digits(1500, rng)
    params, _ = learner.fit(X, y, 40, 20, 50, 0.02, rng)
    X, y = learner.digits(1000, rng)
    return X, y, np.ravel(learner.predict(params, X)).astype(int)


def as_maps(X, names):
    return {"maps": {name: np.clip(x, 0, 1).reshape(8, 5) for name, x in zip(names, X, strict=False)}}


def some_digits(learner, target, /, which):
    X, y = learner.digits(400, np.random.default_rng(1))
    first = [int(np.flatnonzero(y == digit)[0]) for digit in which]
    return as_maps(X[first], [f"{y[i]}" for i in first])


def confusions(learner, target, /, many):
    X, y, p = train_and_read(learner)
    wrong = np.flatnonzero(p != y)[:many]
    return as_maps(X[wrong], [f"{k}. {y[i]}, read as {p[i]}" for k, i in enumerate(wrong, 1)])


def table_of_confusions(learner, target, /):
    """How often each digit was read as each other one; the right answers are left out."""
    _, y, p = train_and_read(learner)
    counts = np.zeros((10, 10))
    np.add.at(counts, (y[p != y], p[p != y]), 1)
    return {"maps": {"wrong answers": counts}}
