"""37. Counting right and wrong.

Fill in the functions, then run: nncli grade ex37_metrics.py
"""

import numpy as np


def confusion_matrix(y, p, C):
    """Count which label was predicted as which.

    y, p: int arrays (N,), labels and predictions, each in 0..C-1; not changed
    C: int, the number of classes

    Returns an int array (C, C): entry [i, j] counts label i predicted as j.
    """
    raise NotImplementedError


def scores(M):
    """Summarise a confusion matrix.

    M: int array (C, C), rows are labels, columns predictions; not changed

    Returns a dict: "accuracy", a float; "precision", "recall" and "f1", float
    arrays (C,), 0 where the denominator is 0.
    """
    raise NotImplementedError


def roc_auc(s, y):
    """Return the share of pairs that the scores order rightly, a float in 0..1.

    s: float array (N,), scores; y: int array (N,) of 0 and 1; neither is changed
    A tie counts one half.

    Raises ValueError if one of the two labels is missing.
    """
    raise NotImplementedError
