"""Exercise 36, solved: three sets, one yardstick.

Whatever is computed from an example has seen it. So the random order is cut once,
and the only statistics are those of the training set.
"""

import numpy as np


def split(n, n_val, n_test, rng):
    """Cut the numbers of n examples, in a random order, into three sets.

    n, n_val, n_test: ints, n_val + n_test < n
    rng: numpy Generator, the only source of randomness

    Returns (train, val, test), int arrays of n - n_val - n_test, n_val and n_test
    numbers; each of 0, ..., n-1 occurs in exactly one of them.
    """
    # Tables often come sorted by label or by date; a random order undoes that.
    order = rng.permutation(n)
    n_train = n - n_val - n_test
    # Slices of one permutation: no number can be in two parts or in none.
    return order[:n_train], order[n_train : n_train + n_val], order[n_train + n_val :]


def fit_scaler(X):
    """Measure the columns of X.

    X: float or int array (N, D); not changed

    Returns (mean, std), float arrays (D,); std has the divisor N, and is 1 for a
    column of equal numbers.
    """
    mean = X.mean(axis=0)  # axis 0 runs over the examples: one mean per column
    std = X.std(axis=0)
    # Equal numbers have std 0, and 0/0 is NaN. Divided by 1 the column is simply 0.
    return mean, np.where(X.min(axis=0) == X.max(axis=0), 1.0, std)


def scale(X, mean, std):
    """Return (X - mean)/std, column by column, a float array (M, D).

    X: float array (M, D); not changed
    mean, std: float arrays (D,)
    """
    return (X - mean) / std  # (M, D) with (D,): every row meets the same two rows


def prepare(X_train, X_val, X_test):
    """Scale three sets by what is measured on the training set.

    X_train, X_val, X_test: float arrays with D columns each; not changed

    Returns the three scaled arrays, in this order.
    """
    mean, std = fit_scaler(X_train)  # the only look at statistics
    return scale(X_train, mean, std), scale(X_val, mean, std), scale(X_test, mean, std)
