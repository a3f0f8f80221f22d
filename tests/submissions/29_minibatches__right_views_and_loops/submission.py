"""A list of batches that are views into one shuffled float32 copy; the gradient example by example."""

import numpy as np


def minibatches(X, y, B, rng):
    table = np.column_stack([X, y]).astype(np.float32)
    rng.shuffle(table)
    batches = []
    while len(table):
        batch, table = table[:B], table[B:]
        batches.append([batch[:, :-1], batch[:, -1]])
    return batches


def batch_gradient(X, y, w, idx):
    gradient = np.zeros(len(w))
    for i in idx:
        error = sum(X[i, d] * w[d] for d in range(len(w))) - y[i]
        for d in range(len(w)):
            gradient[d] += 2 * error * X[i, d] / len(idx)
    return gradient


def epoch_mean(means, sizes):
    return np.average(means, weights=sizes)


TERMS = {
    "iterations_per_epoch": -(-1050 // 100),
    "last_batch": 1050 % 100,
    "updates": 220.0,
    "updates_full_batch": 20,
    "updates_batch_of_one": 20 * 1050,
    "learning_rate": "Hyperparameter",
    "bias": " parameter ",
    "number_of_hidden_units": "hyper-parameter",
    "labels": "Data",
}
