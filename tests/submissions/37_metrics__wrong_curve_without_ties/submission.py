"""The ROC curve point by point in the order of the scores, ties or not, and the trapezoids below it; macro averages."""

import numpy as np


def confusion_matrix(y, p, C):
    M = np.zeros((C, C), dtype=int)
    M[y, p] = M[y, p] + 1
    return M


def scores(M):
    TP = np.diag(M)
    precision = TP / np.clip(M.sum(axis=0), 1e-12, None)
    recall = TP / np.clip(M.sum(axis=1), 1e-12, None)
    f1 = 2 * precision * recall / np.clip(precision + recall, 1e-12, None)
    return {"accuracy": TP.sum() / M.sum(), "precision": precision.mean(), "recall": recall.mean(), "f1": f1.mean()}


def roc_auc(s, y):
    order = np.argsort(-s, kind="stable")
    tpr = np.concatenate([[0], np.cumsum(y[order] == 1) / np.sum(y == 1)])
    fpr = np.concatenate([[0], np.cumsum(y[order] == 0) / np.sum(y == 0)])
    return float(np.sum(np.diff(fpr) * (tpr[1:] + tpr[:-1]) / 2))
