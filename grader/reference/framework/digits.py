"""Ten digits in seven segments, and a network with one hidden layer of sigmoids that learns to read them.

params is a dict "W1" (D, H), "b1" (H,), "W2" (H, C), "b2" (C,); X (N, D) holds examples as rows, y (N,) labels from 0.

Sources: "Schniter, ECE 4300 unit 8 (2020)": Application to MNIST, Performance vs. epoch, Fine-tuning the
implementation; "Ravi, Building Simple Neural Networks": SoftMax N-category Classification, SoftMax for Digit
Classification.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Final, TypeAlias

import numpy as np

from grader.arrays import ArrayLike, NDArray
from grader.reference.activations import sigmoid, sigmoid_backward
from grader.reference.data import epoch_mean
from grader.reference.floats import FloatArray, as_float
from grader.reference.losses import softmax_loss
from grader.reference.optimisers import adam

if TYPE_CHECKING:  # numpy.random is slow to import and needed for annotations only
    from numpy.random import Generator

Weights: TypeAlias = Mapping[str, ArrayLike]
Labels: TypeAlias = NDArray[np.int64]

SEGMENTS: Final = ("abcdef", "bc", "abged", "abgcd", "fgbc", "afgcd", "afgedc", "abc", "abcdefg", "abcdfg")
CELLS: Final = {"a": [(0, 1), (0, 2)], "b": [(1, 3), (2, 3)], "c": [(4, 3), (5, 3)], "d": [(6, 1), (6, 2)],
                "e": [(4, 0), (5, 0)], "f": [(1, 0), (2, 0)], "g": [(3, 1), (3, 2)]}  # fmt: skip


def segment_digits(n: int, rng: Generator) -> tuple[FloatArray, Labels]:
    """n pictures of 8 x 5 grey values, flat (n, 40), moved by 0 or 1 down and right, with noise; and their labels."""
    y = rng.integers(0, 10, n)
    X = 0.15 * rng.normal(size=(n, 8, 5))
    for k in range(n):
        down, right = rng.integers(0, 2, 2)
        for segment in SEGMENTS[y[k]]:
            for row, column in CELLS[segment]:
                X[k, row + down, column + right] += rng.uniform(0.6, 1)
    return X.reshape(n, 40), y


def class_scores(params: Weights, X: ArrayLike) -> tuple[FloatArray, FloatArray]:
    """(scores (N, C), hidden activations (N, H))."""
    hidden = sigmoid(as_float(X) @ as_float(params["W1"]) + as_float(params["b1"]))
    return hidden @ as_float(params["W2"]) + as_float(params["b2"]), hidden


def classifier_loss(params: Weights, X: ArrayLike, y: ArrayLike) -> tuple[float, dict[str, FloatArray]]:
    """(J, grads): the mean of -log softmax(score)[label], finite for scores of any size, and its gradients."""
    scores, hidden = class_scores(params, X)
    J, dz = softmax_loss(scores, y)
    dhidden = sigmoid_backward(dz @ as_float(params["W2"]).T, hidden)
    return J, {"W1": as_float(X).T @ dhidden, "b1": dhidden.sum(axis=0), "W2": hidden.T @ dz, "b2": dz.sum(axis=0)}


def best_class(params: Weights, X: ArrayLike) -> Labels:
    """The class with the highest score of each row."""
    scores, _ = class_scores(params, X)
    labels: Labels = np.argmax(scores, axis=1)
    return labels


def initial_weights(n_in: int, n_hidden: int, classes: int, rng: Generator) -> dict[str, FloatArray]:
    """Normal weights with a spread of 0.3, biases 0."""
    return {
        "W1": 0.3 * rng.normal(size=(n_in, n_hidden)),
        "b1": np.zeros(n_hidden),
        "W2": 0.3 * rng.normal(size=(n_hidden, classes)),
        "b2": np.zeros(classes),
    }


def train_classifier(
    X: ArrayLike, y: ArrayLike, n_hidden: int, epochs: int, batch_size: int, lr: float, rng: Generator
) -> tuple[dict[str, FloatArray], list[float]]:
    """(params, history): minibatches in a new order each epoch, one Adam update a batch; the mean loss of each epoch."""
    X, labels = as_float(X), np.asarray(y)
    params = initial_weights(X.shape[1], n_hidden, int(labels.max()) + 1, rng)
    start = {"learning_rate": lr, "beta1": 0.9, "beta2": 0.999, "epsilon": 1e-8}
    configs: dict[str, dict[str, Any]] = dict.fromkeys(params, start)
    history = []
    for _ in range(epochs):
        losses, sizes = [], []
        order = rng.permutation(len(X))
        for k in range(0, len(X), batch_size):
            part = order[k : k + batch_size]
            J, grads = classifier_loss(params, X[part], labels[part])
            for name, dw in grads.items():
                params[name], configs[name] = adam(params[name], dw, configs[name])
            losses.append(J)
            sizes.append(len(part))
        history.append(epoch_mean(losses, sizes))
    return params, history


def accuracies(
    params: Weights, train: tuple[ArrayLike, ArrayLike], test: tuple[ArrayLike, ArrayLike]
) -> tuple[float, float]:
    """The shares of right answers on both sets, from 0 to 1."""
    first, second = (float(np.mean(best_class(params, X) == np.asarray(y))) for X, y in (train, test))
    return first, second


def confusion_counts(y: ArrayLike, p: ArrayLike) -> Labels:
    """[label, prediction]: how often a label was taken for a prediction, both from 0."""
    y, p = np.asarray(y), np.asarray(p)
    counts = np.zeros((int(max(y.max(), p.max())) + 1,) * 2, dtype=np.int64)
    np.add.at(counts, (y, p), 1)
    return counts


def most_confused(y: ArrayLike, p: ArrayLike) -> tuple[int, int]:
    """The most frequent pair (label, prediction) among the wrong predictions, the smaller one first where two tie."""
    counts = confusion_counts(y, p)
    np.fill_diagonal(counts, 0)
    label, prediction = np.unravel_index(counts.argmax(), counts.shape)
    return int(label), int(prediction)
