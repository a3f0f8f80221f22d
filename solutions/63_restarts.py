"""Exercise 63, solved: the best of several descents."""

import numpy as np


def descend(grad, w0, lr, steps):
    """Return where a descent ends, a float.

    grad: function of a float, returns a float; w0, lr: floats; steps: int
    """
    w = w0
    for _ in range(steps):
        w = w - lr * grad(w)  # the slope of where we are now
    return w


def restarts(f, grad, starts, lr, steps):
    """Return (w, f(w)) at the end with the smallest f of the descents from all starts.

    f, grad: functions of a float, return a float
    starts: list of floats; lr: float; steps: int
    """
    best, lowest = None, np.inf
    for start in starts:
        end = descend(grad, start, lr, steps)
        # Neither the start nor the slope at the end says how deep the valley is.
        if f(end) < lowest:
            best, lowest = end, f(end)
    return best, lowest


def success_share(values, tol):
    """Return the share of the values that are at most the smallest + tol, a float.

    values: float array (R,); tol: float >= 0
    """
    # The mean of True and False is the share of True.
    return np.mean(values <= values.min() + tol)


def starts_needed(p, q):
    """Return the number of starts of which one succeeds with probability q, an int.

    p: float, the probability that a start succeeds, 0 < p < 1; q: float, 0 < q < 1
    """
    n = 0
    while 1 - (1 - p) ** n < q:  # 1 - the probability that all n fail
        n += 1
    return n


def slope(w):
    """Return the slope of w^4 - 3w^2 + w."""
    return 4 * w**3 - 6 * w + 1


# f(w) = w^4 - 3w^2 + w
LANDSCAPE = {
    # w at the bottom of the left valley
    "left_bottom": descend(slope, -2.0, 0.05, 1000),
    # w at the bottom of the right valley
    "right_bottom": descend(slope, 2.0, 0.02, 1000),
    # w at the top between them (uphill, the crest is a bottom)
    "crest": descend(lambda w: -slope(w), 0.0, 0.05, 1000),
    # the deeper valley: left or right (the term + w favours the negative side)
    "global": "left",
    # left or right (the valleys part at the crest, 0.17)
    "ball_from_0.1": "left",
    # left or right
    "ball_from_0.3": "right",
}
