"""Exercise 15, solved: the gradient by differences, and a way to compare two gradients.

Two evaluations of f per entry: too slow for training, just right as a yardstick.
"""

import numpy as np


def numerical_gradient(f, x, h=1e-5):
    """Return the gradient of f at x by central differences.

    f: function of one array of the shape of x, returns a float.
    x: float64 or int64 array of any shape; holds its old values after the call.
    h: float, the step.
    Returns a float64 array of the shape of x.
    """
    # A float copy, for two reasons: the caller's x stays as it is, and an integer
    # array could not hold 3 + h.
    point = np.array(x, dtype=float)
    gradient = np.empty_like(point)
    for i in np.ndindex(point.shape):
        old = point[i]
        point[i] = old + h
        right = f(point)
        point[i] = old - h
        left = f(point)
        # Put back exactly what was there; subtracting h again would leave rounding.
        point[i] = old
        gradient[i] = (right - left) / (2 * h)
    return gradient


def rel_error(a, b):
    """Return the largest relative difference between a and b.

    a, b: two float64 arrays of one shape, or two numbers.
    Returns a float in [0, 1]; 0.0 where both are all zero.
    """
    # The floor 1e-8 keeps 0/0 away; the maximum lets no wrong entry hide.
    size = np.maximum(1e-8, np.abs(a) + np.abs(b))
    return float(np.max(np.abs(np.subtract(a, b)) / size))


def observed_order(hs, errors):
    """Return the order p of a difference rule whose errors behave like c * h^p.

    hs: float array (R,), steps; errors: float array (R,), the error at each step;
    all are positive. Returns a float: the slope of the straight line, by least
    squares, through the points (log h, log error).
    """
    # log(c * h^p) = log c + p * log h: on logarithmic axes a power is a straight
    # line, and its exponent is the slope.
    return float(np.polyfit(np.log(hs), np.log(errors), 1)[0])


COST = {
    # f(x + h) = f(x) + h f'(x) + h^2/2 f''(x) + ...: divided by h, the error is of order 1
    "forward_order": 1,
    # in f(x + h) - f(x - h) the terms with h^2 cancel; the first that stays is h^3
    "central_order": 2,
    # one for each parameter, and f(x) once
    "forward_evaluations": 1001,
    # two for each parameter, none shared
    "central_evaluations": 2000,
    # order 2: ten times smaller, squared
    "central_gain": 100,
}


def observed_order(hs, errors):
    return float(np.mean(np.log(errors) / np.log(hs)))


COST["central_order"] = 3
COST["forward_evaluations"] = 1001.5
