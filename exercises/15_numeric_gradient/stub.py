"""The gradient by differences.

Fill in the two functions, then run: nncli grade ex15_numeric_gradient.py
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
