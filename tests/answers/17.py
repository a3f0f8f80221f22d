#> np.polyfit, reversed | right
import numpy as np


def fit_line(x, y):
    if np.ptp(x) == 0:
        raise ValueError("all x are equal")
    return np.polyfit(x, y, 1)[::-1]


#> np.polyfit as it is | returns_reordered
import numpy as np


def fit_line(x, y):
    if np.ptp(x) == 0:
        raise ValueError("all x are equal")
    return np.polyfit(x, y, 1)


#> the two slopes exchanged | returns_reordered
def grad_rss(b0, b1, x, y):
    r = y - b0 - b1 * x
    return -2 * (r * x).sum(), -2 * r.sum()
