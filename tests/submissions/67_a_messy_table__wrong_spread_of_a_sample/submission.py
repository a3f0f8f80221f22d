"""Deviations with N - 1, a gap left as a word of its own, the lower of two middle values, rates of label 0."""

import numpy as np


def median(values):
    known = sorted(v for v in values if v is not None)
    return known[(len(known) - 1) // 2]


def columns(rows, label):
    numeric = [n for n in rows[0] if any(isinstance(row[n], (int, float)) for row in rows) and n != label]
    return sorted(numeric), sorted(n for n in rows[0] if n not in numeric and n != label)


def prepare(train, test, numeric, categorical):
    def matrix(rows):
        parts = []
        for name in numeric:
            gap = np.median([row[name] for row in train if row[name] is not None])
            base = np.array([gap if row[name] is None else row[name] for row in train], float)
            column = np.array([gap if row[name] is None else row[name] for row in rows], float)
            parts.append(((column - base.mean()) / (base.std(ddof=1) or 1))[:, None])
        for name in categorical:
            words = sorted({str(row[name]) for row in train})
            parts.append(np.array([[float(str(row[name]) == word) for word in words] for row in rows]))
        return np.hstack(parts)

    return matrix(train), matrix(test)


def rate_by_group(rows, column, label):
    words = {row[column] for row in rows if row[column]}
    return {w: np.mean([row[label] == 0 for row in rows if row[column] == w]) for w in words}
