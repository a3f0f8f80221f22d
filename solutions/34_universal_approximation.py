"""Exercise 34, solved: steps make any curve."""

import numpy as np


def phi(t):
    """Return 1 where t >= 0, else 0."""
    return np.where(t >= 0, 1.0, 0.0)


def network(x, v, w, b):
    """Return the sum over the units i of v_i * phi(w_i * x + b_i), an array (M,).

    x: float array (M,); v, w, b: float arrays (N,), one entry per unit
    """
    # One row per x, one column per unit; b is added to every row.
    units = phi(np.outer(x, w) + b)
    # Each row times v: the sum of the heights of the steps that are on.
    return units @ v


def bump(x, a, b):
    """Return 1 for a < x < b and 0 outside, a float array (M,).

    x: float array (M,); a, b: floats, a < b
    """
    # One step switches on at a, the other switches off at b. Between a and b both
    # are on, outside exactly one: 1, 2, 1. Subtracting 1 makes it 0, 1, 0.
    return phi(x - a) + phi(-x + b) - 1


def staircase(f, N):
    """Build a network of N units that follows f on [0, 1].

    f: function; takes an array, returns an array of the same shape
    N: int >= 1

    Returns (v, w, b), three float arrays (N,), made for network(x, v, w, b).
    """
    left = np.arange(N) / N  # where the N pieces begin
    # Within a piece f moves away from its value in the middle by at most the slope
    # times half the width; from the value at an end it could be twice as far.
    heights = f(left + 0.5 / N)
    # All steps to the left of x are on and add up, so each one only adds the change
    # from the piece before. The first one lifts from 0.
    v = np.diff(heights, prepend=0.0)
    return v, np.ones(N), -left  # phi(x - left) switches on at left
