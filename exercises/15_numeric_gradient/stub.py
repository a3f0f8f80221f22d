"""15. The gradient by differences.

Fill in the three functions and the constant, then run:
nncli grade ex15_numeric_gradient.py
"""

import numpy as np


def numerical_gradient(f, x, h=1e-5):
    """Return the gradient of f at x by central differences.

    f: function of one array of the shape of x, returns a float.
    x: float64 or int64 array of any shape; holds its old values after the call.
    h: float, the step.
    Returns a float64 array of the shape of x.
    """
    raise NotImplementedError


def rel_error(a, b):
    """Return the largest relative difference between a and b.

    a, b: two float64 arrays of one shape, or two numbers.
    Returns a float in [0, 1]; 0.0 where both are all zero.
    """
    raise NotImplementedError


def observed_order(hs, errors):
    """Return the order p of a difference rule whose errors behave like c * h^p.

    hs: float array (R,), steps; errors: float array (R,), the error at each step;
    all are positive. Returns a float: the slope of the straight line, by least
    squares, through the points (log h, log error).
    """
    raise NotImplementedError


# f has 1,000 parameters; the gradient at one point is wanted. Evaluations of f are
# counted once each.
COST = {
    "forward_order": None,  # order of the error of (f(x + h) - f(x))/h
    "central_order": None,  # order of the error of (f(x + h) - f(x - h))/(2h)
    "forward_evaluations": None,  # evaluations of f, forward form: they share f(x)
    "central_evaluations": None,  # evaluations of f, two-sided form
    "central_gain": None,  # h ten times smaller: the two-sided error falls by this factor
}
