"""Exercise 67, solved: a table with gaps and words, made ready for a network."""

import numpy as np


def median(values):
    """Return the median of the known values, a float.

    values: list of numbers and None; at least one is a number
    """
    known = sorted(v for v in values if v is not None)
    n = len(known)
    # Where n is odd, both indices are the middle one.
    return (known[(n - 1) // 2] + known[n // 2]) / 2


def columns(rows, label):
    """Return (numeric, categorical), two lists of column names without label.

    rows: list of dicts from column name to a number, a str or None
    label: str
    """
    numeric, categorical = [], []
    for name in rows[0]:
        if name != label:  # as a feature it would give the answer away
            known = [row[name] for row in rows if row[name] is not None]
            (categorical if isinstance(known[0], str) else numeric).append(name)
    return numeric, categorical


def prepare(train, test, numeric, categorical):
    """Return (X_train, X_test), two float arrays with the same columns.

    train, test: lists of dicts as in columns
    numeric, categorical: lists of column names
    """
    blocks_train, blocks_test = [], []

    for name in numeric:
        middle = median([row[name] for row in train])
        filled = fill(train, name, middle)
        mean, std = filled.mean(), filled.std() or 1.0  # after filling, on train
        blocks_train.append((filled - mean)[:, None] / std)
        blocks_test.append((fill(test, name, middle) - mean)[:, None] / std)

    for name in categorical:
        words = sorted({row[name] for row in train if row[name] is not None})
        blocks_train.append(one_hot(train, name, words))
        blocks_test.append(one_hot(test, name, words))

    return np.hstack(blocks_train), np.hstack(blocks_test)


def fill(rows, name, middle):
    """Return the column as a float array, with middle where an entry is missing."""
    return np.array([middle if row[name] is None else row[name] for row in rows], float)


def one_hot(rows, name, words):
    """Return a column for each word, and a last one for anything else."""
    block = np.zeros((len(rows), len(words) + 1))
    for i, row in enumerate(rows):
        known = row[name] in words  # None is not
        block[i, words.index(row[name]) if known else -1] = 1
    return block


def rate_by_group(rows, column, label):
    """Return the share of label 1 for each word, a dict from str to float.

    rows: list of dicts as in columns; column, label: str
    """
    groups = {}
    for row in rows:
        if row[column] is not None and row[label] is not None:
            groups.setdefault(row[column], []).append(row[label])
    return {word: sum(labels) / len(labels) for word, labels in groups.items()}
