"""Exercise 37, solved: counting right and wrong.

Precision looks down a column of the confusion matrix (all that was predicted as k),
recall along a row (all that is k). The area under the ROC curve needs no decisions.
"""

import numpy as np


def confusion_matrix(y, p, C):
    """Count which label was predicted as which.

    y, p: int arrays (N,), labels and predictions, each in 0..C-1; not changed
    C: int, the number of classes

    Returns an int array (C, C): entry [i, j] counts label i predicted as j.
    """
    M = np.zeros((C, C), dtype=int)
    # M[y, p] += 1 would add one per pair, not one per example: np.add.at repeats.
    np.add.at(M, (y, p), 1)
    return M


def share(part, whole):
    """Return part/whole entry by entry, 0 where whole is 0."""
    # np.where alone would still divide by 0 first and warn; 0/1 is 0 quietly.
    return part / np.where(whole == 0, 1, whole)


def scores(M):
    """Summarise a confusion matrix.

    M: int array (C, C), rows are labels, columns predictions; not changed

    Returns a dict: "accuracy", a float; "precision", "recall" and "f1", float
    arrays (C,), 0 where the denominator is 0.
    """
    hits = M.diagonal()
    precision = share(hits, M.sum(axis=0))  # axis 0 adds up the rows: column sums
    recall = share(hits, M.sum(axis=1))
    return {
        "accuracy": hits.sum() / M.sum(),
        "precision": precision,
        "recall": recall,
        "f1": share(2 * precision * recall, precision + recall),
    }


def roc_auc(s, y):
    """Return the share of pairs that the scores order rightly, a float in 0..1.

    s: float array (N,), scores; y: int array (N,) of 0 and 1; neither is changed
    A tie counts one half.

    Raises ValueError if one of the two labels is missing.
    """
    # A column (P, 1) against a row (Q,): the gap of every pair, (P, Q).
    gap = s[y == 1][:, None] - s[y == 0]
    if gap.size == 0:
        raise ValueError("roc_auc needs examples of both labels")
    return (gap > 0).mean() + (gap == 0).mean() / 2
