"""Training, validation and test examples, and the scaler that the training examples alone decide.

X (N, D): rows are examples, columns are measured quantities, each in a unit of its own.

Sources: "Schniter, ECE 4300 unit 8 (2020)": Application to MNIST, Fine-tuning the implementation; "Protopapas &
Glickman, CS109B lecture 5": Heart Data.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from grader.arrays import ArrayLike, NDArray
from grader.reference.floats import FloatArray, as_float

if TYPE_CHECKING:  # numpy.random is slow to import and needed for annotations only
    from numpy.random import Generator


def split(
    n: int, n_val: int, n_test: int, rng: Generator
) -> tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.int64]]:
    """The numbers 0 to n - 1 in a random order, cut into n - n_val - n_test for training, n_val and n_test."""
    order = rng.permutation(n)
    n_train = n - n_val - n_test
    return order[:n_train], order[n_train : n_train + n_val], order[n_train + n_val :]


def fit_scaler(X: ArrayLike) -> tuple[FloatArray, FloatArray]:
    """X (N, D) -> mean (D,) and standard deviation (D,) of the columns, divisor N; 1 for a column of equal numbers."""
    X = as_float(X)
    constant = X.min(axis=0) == X.max(axis=0)  # rounding may leave such a column a deviation of 1e-17
    return X.mean(axis=0), np.where(constant, 1.0, X.std(axis=0))


def scale(X: ArrayLike, mean: ArrayLike, std: ArrayLike) -> FloatArray:
    """(X - mean)/std, column by column: X (M, D), mean and std (D,)."""
    return (as_float(X) - as_float(mean)) / as_float(std)


def prepare_sets(X_train: ArrayLike, X_val: ArrayLike, X_test: ArrayLike) -> tuple[FloatArray, FloatArray, FloatArray]:
    """The three sets (n, D), all scaled by what was measured on the training set."""
    mean, std = fit_scaler(X_train)
    return scale(X_train, mean, std), scale(X_val, mean, std), scale(X_test, mean, std)
