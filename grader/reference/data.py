"""Data, the batches cut from it, and the two training loops that run over batches.

Sources: "Schniter, ECE 4300 unit 8 (2020)": Stochastic gradient descent using mini-batches, Implementing mini-batch,
Training the model, 4) Fit the network parameters; "Protopapas & Glickman, CS109B lecture 5": Heart Data, Batch and
Stochastic Gradient Descent; "Ravi, Building Simple Neural Networks": One-hot Encoding, Using an Optimizer in PyTorch.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any, Final, TypeAlias

import numpy as np

from grader.arrays import ArrayLike, NDArray
from grader.reference.activations import sigmoid
from grader.reference.floats import FloatArray, as_float
from grader.reference.losses import bce_with_logits, mse_loss

if TYPE_CHECKING:  # numpy.random is slow to import and needed for annotations only
    from numpy.random import Generator

HeartRow: TypeAlias = Mapping[str, "float | str"]

# Batches.


def minibatches(X: ArrayLike, y: ArrayLike, B: int, rng: Generator) -> Iterator[tuple[FloatArray, FloatArray]]:
    """One epoch of X (n, D), y (n,): pairs (xb, yb) in an order drawn from rng, B examples each, the last the rest."""
    X, y = as_float(X), as_float(y)
    order = rng.permutation(len(X))
    for start in range(0, len(X), B):
        batch = order[start : start + B]
        yield X[batch], y[batch]


def batch_gradient(X: ArrayLike, y: ArrayLike, w: ArrayLike, idx: ArrayLike) -> FloatArray:
    """(2/|idx|) sum over idx of (x_i . w - y_i) x_i: the gradient (D,) of the batch's mean squared error."""
    rows = np.asarray(idx, dtype=np.int64)
    xb, yb = as_float(X)[rows], as_float(y)[rows]
    _, d_predictions = mse_loss(xb @ as_float(w), yb)
    return xb.T @ d_predictions


def epoch_mean(means: ArrayLike, sizes: ArrayLike) -> float:
    """The mean over all examples from the means and sizes of the batches: sum(means * sizes) / sum(sizes)."""
    means, sizes = as_float(means), as_float(sizes)
    return float((means * sizes).sum() / sizes.sum())


EXAMPLES, BATCH, EPOCHS = 1050, 100, 20
BATCHES: Final = -(-EXAMPLES // BATCH)  # the smaller last one counts
TERMS: Final = {  # of a training on EXAMPLES examples in batches of BATCH for EPOCHS epochs; what is learnt, chosen, given
    "iterations_per_epoch": BATCHES,
    "last_batch": EXAMPLES - (BATCHES - 1) * BATCH,
    "updates": EPOCHS * BATCHES,
    "updates_full_batch": EPOCHS,
    "updates_batch_of_one": EPOCHS * EXAMPLES,
    "learning_rate": "hyper-parameter",
    "bias": "parameter",
    "number_of_hidden_units": "hyper-parameter",
    "labels": "data",
}


# The heart table.

CHEST_PAIN: Final = ("typical", "asymptomatic", "nonanginal", "nontypical")
THAL: Final = ("fixed", "normal", "reversible")
COLUMNS: Final = ("Age", "Sex", "ChestPain", "RestBP", "Chol", "Fbs", "RestECG", "MaxHR", "ExAng", "Oldpeak", "Slope",
                  "Ca", "Thal", "AHD")  # fmt: skip
_CATEGORIES: Final = {"ChestPain": CHEST_PAIN, "Thal": THAL}

HEART_ROWS: Final[list[dict[str, float | str]]] = [
    dict(zip(COLUMNS, row, strict=True))
    for row in (
        (63, 1, "typical", 145, 233, 1, 2, 150, 0, 2.3, 3, 0.0, "fixed", "No"),
        (67, 1, "asymptomatic", 160, 286, 0, 2, 108, 1, 1.5, 2, 3.0, "normal", "Yes"),
        (67, 1, "asymptomatic", 120, 229, 0, 2, 129, 1, 2.6, 2, 2.0, "reversible", "Yes"),
        (37, 1, "nonanginal", 130, 250, 0, 0, 187, 0, 3.5, 3, 0.0, "normal", "No"),
        (41, 0, "nontypical", 130, 204, 0, 2, 172, 0, 1.4, 1, 0.0, "normal", "No"),
    )
]


def encode_heart(rows: Sequence[HeartRow]) -> tuple[FloatArray, FloatArray]:
    """n rows -> X (n, 18) in the deck's column order with one column for each category, y (n,), 1 for AHD = Yes.

    Raises ValueError for a category outside CHEST_PAIN and THAL.
    """
    X = [[number for column in COLUMNS[:-1] for number in _features(column, row[column])] for row in rows]
    return np.array(X, dtype=np.float64), np.array([row["AHD"] == "Yes" for row in rows], dtype=np.float64)


def _features(column: str, entry: float | str) -> list[float]:
    """The columns of X that one entry becomes: itself, or one indicator for each category."""
    if column not in _CATEGORIES:
        return [float(entry)]
    categories = _CATEGORIES[column]
    if entry not in categories:
        raise ValueError(f"{column} must be one of {', '.join(categories)}, got {entry!r}")
    return [float(entry == category) for category in categories]


# Logistic regression.


def train_logistic(
    X: ArrayLike, y: ArrayLike, lr: float, epochs: int, B: int, rng: Generator
) -> tuple[FloatArray, float, list[float]]:
    """Logistic regression from zero by minibatch descent: X (n, D), y (n,) of 0 and 1 -> (w (D,), b, history).

    history[e] is the mean cross-entropy over all examples with the weights at the end of epoch e.
    """
    X, y = as_float(X), as_float(y)
    w, b, history = np.zeros(X.shape[1]), 0.0, []
    for _ in range(epochs):
        for xb, yb in minibatches(X, y, B, rng):
            dz = (sigmoid(xb @ w + b) - yb) / len(xb)
            w = w - lr * (xb.T @ dz)
            b = b - lr * float(dz.sum())
        history.append(bce_with_logits(X @ w + b, y)[0])
    return w, b, history


def predict(X: ArrayLike, w: ArrayLike, b: float) -> NDArray[np.int64]:
    """The decisions (n,) of a linear classifier: 1 where X @ w + b > 0, else 0."""
    return (as_float(X) @ as_float(w) + b > 0).astype(np.int64)


# The training loop of the slides, repaired.


def train(api: Any, X: ArrayLike, y: ArrayLike, epochs: int, batch_size: int) -> dict[str, list[float]]:
    """Train a 2-4-1 classifier with a PyTorch-like api; the loss and the accuracy in percent of every epoch.

    X (n, 2), y (n,) of 0 and 1. Source: ECE 4300, 4) Fit the network parameters.
    """
    loader = api.Loader(X, y, batch_size, shuffle=True)
    model = api.Net(2, 4)
    opt = api.SGD(model.parameters(), lr=0.5)
    criterion = api.BCEWithLogitsLoss()
    history: dict[str, list[float]] = {"loss": [], "accuracy": []}
    for _ in range(epochs):
        errors, total, batch_losses = 0, 0, []
        for x_batch, y_batch in loader:
            labels = y_batch.reshape(-1, 1)  # like the scores; (k, 1) against (k,) would broadcast to (k, k)
            opt.zero_grad()
            scores = model(x_batch)
            loss = criterion(scores, labels)
            loss.backward()
            opt.step()
            batch_losses.append(loss.item())
            errors += api.count_errors(scores, labels)
            total += len(labels)
        history["loss"].append(float(np.mean(batch_losses)))
        history["accuracy"].append(100 * (1 - errors / total))
    return history
