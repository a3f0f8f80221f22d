"""Tables and scores for the cases, and wrong ways to count."""

import numpy as np

from grader.reference.evaluation import metrics

count, share = metrics.confusion_matrix, metrics.share


def four_classes(rng):
    y, p = [0, 1, 2, 3, 0, 1, 2, 3], [3, 0, 1, 2, 0, 1, 2, 3]
    return {"y": np.append(y, rng.integers(0, 4, 12)), "p": np.append(p, rng.integers(0, 4, 12)), "C": 4}


def once_per_pair(y, p, C):
    M = np.zeros((C, C), dtype=int)
    M[y, p] += 1
    return M


def of_classes(y, p, C):
    """As many rows and columns as there are different labels and predictions."""
    named, places = np.unique(np.append(y, p), return_inverse=True)
    return count(places[: len(y)], places[len(y) :], len(named))


def hits(M):
    return np.diag(M).astype(float)


def precision_recall(M, divided=share):
    return divided(hits(M), M.sum(axis=0)), divided(hits(M), M.sum(axis=1))


def f1(combined, divided=share):
    return lambda M: combined(*precision_recall(M, divided))


def averaged(key):
    return lambda M: float(metrics.scores(M)[key].mean())


def rounded_scores(rng):
    y = np.array([0, 1, 1, 0, 1, 0, 0, 0, 0, 1, 0, 0])
    s = np.round(rng.normal(size=12) + 0.6 * y, 1)
    s[3] = s[1]
    return {"s": s, "y": y}


def ranked(order):
    """The area from the sum of ranks, each example with a rank of its own: ties are broken by their place in the table."""

    def version(s, y):
        ranks, positive = np.empty(len(s)), np.sum(y == 1)
        ranks[order(s)] = np.arange(1, len(s) + 1)
        return (ranks[y == 1].sum() - positive * (positive + 1) / 2) / (positive * np.sum(y == 0))

    return version


def of_pairs(won):
    """The share of pairs that count as won; NaN where there is no pair."""

    def version(s, y):
        gaps = s[y == 1][:, None] - s[y == 0]
        return float(np.mean(won(gaps))) if gaps.size else float("nan")

    return version


right_share = lambda decided, y: float(np.mean(decided == (y == 1)))


def specificity(M):
    """Of all that is not k, the share that was not called k."""
    outside = M.sum() - M.sum(axis=0) - M.sum(axis=1) + hits(M)
    return share(outside, M.sum() - M.sum(axis=1))
