"""Extremes for the median, the most frequent value for a gap, ranges for deviations, words first, pairs for shares."""

import numpy as np


def median(values):
    return (max(v for v in values if v is not None) + min(v for v in values if v is not None)) / 2


def columns(rows, label):
    names = [n for n in rows[0] if n != label]
    return {n for n in names if not any(isinstance(row[n], str) for row in rows)}, names


def prepare(train, test, numeric, categorical):
    def matrix(rows):
        parts = []
        for name in categorical:
            words = sorted({row[name] for row in train if row[name] is not None}) + [None]
            parts += [[float(row[name] == word) for row in rows] for word in words]
        for name in numeric:
            known = [row[name] for row in train if row[name] is not None]
            low, high = min(known), max(known)
            gap = max(known, key=known.count)
            column = [gap if row[name] is None else row[name] for row in rows]
            parts.append([(v - low) / ((high - low) or 1) for v in column])
        return np.array(parts).T

    return matrix(train), matrix(test)


def rate_by_group(rows, column, label):
    shares = {}
    for row in rows:
        if row[column] is not None and row[label] is not None:
            one, count = shares.get(row[column], (0, 0))
            shares[row[column]] = (one + row[label], count + 1)
    return shares
