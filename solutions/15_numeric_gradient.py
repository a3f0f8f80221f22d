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
