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


#> the minus forgotten | slide_sign, sign_flipped
def grad_rss(b0, b1, x, y):
    r = y - b0 - b1 * x
    return 2 * np.sum(r), 2 * np.sum(r * x)


#> averaged | divided_by_n
def grad_rss(b0, b1, x, y):
    r = y - b0 - b1 * x
    return -2 * np.mean(r), -2 * np.mean(r * x)


#> the two forgotten | constant_factor
def grad_rss(b0, b1, x, y):
    r = y - b0 - b1 * x
    return -np.sum(r), -np.sum(r * x)


#> x and y exchanged | roles_swapped
def fit_line(x, y):
    if np.all(x == x[0]):
        raise ValueError("x")
    dx, dy = x - x.mean(), y - y.mean()
    b1 = np.sum(dx * dy) / np.sum(dy**2)
    return y.mean() - b1 * x.mean(), b1


#> without centring | through_origin
def fit_line(x, y):
    if np.all(x == x[0]):
        raise ValueError("x")
    b1 = np.sum(x * y) / np.sum(x**2)
    return y.mean() - b1 * x.mean(), b1


#> slope first, as np.polyfit | returns_reordered
def fit_line(x, y):
    if np.all(x == x[0]):
        raise ValueError("x")
    return tuple(np.polyfit(x, y, 1))


#> the intercept without the slope | slope_left_out
def fit_line(x, y):
    if np.all(x == x[0]):
        raise ValueError("x")
    dx = x - x.mean()
    b1 = np.sum(dx * y) / np.sum(dx**2)
    return y.mean(), b1


#> ddof mixed | mixed_counts
def fit_line(x, y):
    if np.all(x == x[0]):
        raise ValueError("x")
    b1 = np.cov(x, y)[0, 1] / np.var(x)
    return y.mean() - b1 * x.mean(), b1


#> nothing raised | flat_line_accepted
def fit_line(x, y):
    dx = x - x.mean()
    b1 = np.sum(dx * y) / np.sum(dx**2)
    return y.mean() - b1 * x.mean(), b1


#> np.linalg.lstsq | right
def fit_line(x, y):
    if np.ptp(x) == 0:
        raise ValueError("flat")
    return tuple(np.linalg.lstsq(np.column_stack([np.ones_like(x, dtype=float), x]), y, rcond=None)[0])


#> grad by matrices | right
def grad_rss(b0, b1, x, y):
    A = np.stack([np.ones(len(x)), x], axis=1)
    return tuple(-2 * A.T @ (y - A @ [b0, b1]))


#> positive gradients, slope by np.cov/var mismatch of ddof | slide_sign, sign_flipped, mixed_counts
def grad_rss(b0, b1, x, y):
    r = y - b0 - b1*x
    return 2*np.sum(r), 2*np.sum(r*x)
def fit_line(x, y):
    if np.all(x == x[0]):
        raise ValueError
    b1 = np.cov(x, y)[0, 1]/np.var(x)
    b0 = np.mean(y) - b1*np.mean(x)
    return b0, b1


#> through the origin, mean gradient | divided_by_n, through_origin
def grad_rss(b0, b1, x, y):
    r = b0 + b1*x - y
    return 2*np.mean(r), 2*np.mean(r*x)
def fit_line(x, y):
    if np.ptp(x) == 0:
        raise ValueError("x")
    b1 = np.sum(x*y)/np.sum(x*x)
    return np.mean(y)-b1*np.mean(x), b1


#> lstsq with solve by Cramer | right
def grad_rss(b0, b1, x, y):
    A = np.column_stack([np.ones_like(x), x])
    return tuple(2*A.T @ (A @ [b0, b1] - y))
def fit_line(x, y):
    if len(set(x.tolist())) == 1:
        raise ValueError("all x are equal")
    return np.polynomial.Polynomial.fit(x, y, 1).convert().coef


#> intercept and slope exchanged by polyfit | argument_negated, returns_reordered
def fit_line(x, y):
    if np.all(x == x[0]):
        raise ValueError("all x are equal")
    b0, b1 = np.polyfit(x, y, 1)
    return b0, b1
def grad_rss(b0, b1, x, y):
    r = y - b0 + b1*x
    return -2*np.sum(r), -2*np.sum(r*x)


#> no mean of x taken off | constant_factor, part_left_out
def fit_line(x, y):
    if np.ptp(x) == 0: raise ValueError("equal")
    b1 = np.sum((x - x.mean())*(y - y.mean()))/np.sum(x**2)
    return y.mean() - b1*x.mean(), b1
def grad_rss(b0, b1, x, y):
    r = y - b0 - b1*x
    return -np.sum(r), -np.sum(r*x)
