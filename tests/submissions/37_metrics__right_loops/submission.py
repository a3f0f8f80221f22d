"""Counts in loops; the area under the curve from ranks, where ties share the mean of theirs."""

import numpy as np


def confusion_matrix(y, p, C):
    M = [[0] * C for _ in range(C)]
    for label, prediction in zip(y, p):
        M[label][prediction] += 1
    return np.array(M)


def scores(M):
    C = len(M)
    precision, recall, f1 = np.zeros(C), np.zeros(C), np.zeros(C)
    for k in range(C):
        hits, called, are = M[k, k], M[:, k].sum(), M[k].sum()
        precision[k] = hits / called if called else 0
        recall[k] = hits / are if are else 0
        f1[k] = 2 * hits / (called + are) if called + are else 0
    return {"f1": f1, "recall": recall, "precision": precision, "accuracy": np.trace(M) / np.sum(M)}


def roc_auc(s, y):
    positives = int(sum(y))
    if positives in (0, len(y)):
        raise ValueError("both labels are needed")
    ordered = sorted(s)
    ranks = [(ordered.index(x) + 1 + len(ordered) - ordered[::-1].index(x)) / 2 for x in s]
    total = sum(rank for rank, label in zip(ranks, y) if label == 1)
    return (total - positives * (positives + 1) / 2) / (positives * (len(y) - positives))
