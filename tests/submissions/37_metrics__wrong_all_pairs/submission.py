"""Compares every example with every other, the equal labels too; a geometric mean; classes counted from the end."""

import numpy as np


def confusion_matrix(y, p, C):
    M = np.zeros((C, C), dtype=int)
    for label, prediction in zip(y, p):
        M[C - 1 - label, C - 1 - prediction] += 1
    return M


def scores(M):
    hits = np.diag(M)
    precision = hits / np.maximum(M.sum(axis=0), 1)
    recall = hits / np.maximum(M.sum(axis=1), 1)
    return {"accuracy": 100 * hits.sum() / M.sum(), "precision": precision, "recall": recall, "f1": np.sqrt(precision * recall)}


def roc_auc(s, y):
    if len(set(y.tolist())) < 2:
        raise ValueError("one class only")
    won = [s[i] > s[j] for i in range(len(s)) for j in range(len(s)) if i != j and y[i] >= y[j]]
    return sum(won) / len(won)
