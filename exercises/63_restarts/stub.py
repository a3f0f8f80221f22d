"""63. Which valley.

Fill in the four functions and LANDSCAPE, then run: nncli grade ex63_restarts.py
"""

import numpy as np


def descend(grad, w0, lr, steps):
    """Return where a descent ends, a float.

    grad: function of a float, returns a float; w0, lr: floats; steps: int
    """
    raise NotImplementedError


def restarts(f, grad, starts, lr, steps):
    """Return (w, f(w)) at the end with the smallest f of the descents from all starts.

    f, grad: functions of a float, return a float
    starts: list of floats; lr: float; steps: int
    """
    raise NotImplementedError


def success_share(values, tol):
    """Return the share of the values that are at most the smallest + tol, a float.

    values: float array (R,); tol: float >= 0
    """
    raise NotImplementedError


def starts_needed(p, q):
    """Return the number of starts of which one succeeds with probability q, an int.

    p: float, the probability that a start succeeds, 0 < p < 1; q: float, 0 < q < 1
    """
    raise NotImplementedError


# f(w) = w^4 - 3w^2 + w
LANDSCAPE = {
    # w at the bottom of the left valley
    "left_bottom": None,
    # w at the bottom of the right valley
    "right_bottom": None,
    # w at the top between them
    "crest": None,
    # the deeper valley: left or right
    "global": None,
    # left or right
    "ball_from_0.1": None,
    # left or right
    "ball_from_0.3": None,
}
