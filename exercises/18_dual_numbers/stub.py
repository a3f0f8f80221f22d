"""Dual numbers.

Fill in methods and functions, then run: nncli grade ex18_dual_numbers.py
"""

import numpy as np


class Dual:
    """A value v together with a derivative d.

    v, d: floats. Plain numbers may stand on either side of + - * /.
    Every operation returns a new Dual; its operands keep their v and d.
    """

    def __init__(self, v, d=0.0):  # given
        """Hold the value v and the derivative d."""
        self.v, self.d = v, d

    def __add__(self, other):
        """Return self + other; other: a Dual or a plain number."""
        raise NotImplementedError

    def __sub__(self, other):
        """Return self - other; other: a Dual or a plain number."""
        raise NotImplementedError

    def __mul__(self, other):
        """Return self * other; other: a Dual or a plain number."""
        raise NotImplementedError

    def __truediv__(self, other):
        """Return self / other; other: a Dual or a plain number."""
        raise NotImplementedError

    def __pow__(self, n):
        """Return self ** n; n: a plain number."""
        raise NotImplementedError

    def __neg__(self):
        """Return -self."""
        raise NotImplementedError

    def exp(self):
        """Return e to the power of self."""
        raise NotImplementedError

    def log(self):
        """Return the natural logarithm of self; v > 0."""
        raise NotImplementedError

    def sigmoid(self):
        """Return σ(self) with σ(t) = 1/(1 + e^-t)."""
        raise NotImplementedError


def derivative(f, x):
    """Return f'(x), exactly.

    f: function of one Dual, returns a Dual or a plain number.
    x: float.
    Returns a float; 0.0 if f returns a plain number.
    """
    raise NotImplementedError


def gradient(f, xs):
    """Return the partial derivatives of f at xs, one pass of f per input.

    f: function of n Duals as n arguments, returns a Dual.
    xs: list of n floats.
    Returns n floats: a list, a tuple or a float64 array (n,).
    """
    raise NotImplementedError
