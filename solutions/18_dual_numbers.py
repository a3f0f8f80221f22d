"""Exercise 18, solved: dual numbers.

A dual number is v + d·ε with ε² = 0. Calculating with such pairs differentiates:
every rule below is what multiplying out leaves, or the chain rule for one function.
"""

import numpy as np


def as_dual(c):
    """Return c as a Dual: a plain number does not move, so its derivative is 0."""
    return c if isinstance(c, Dual) else Dual(c, 0.0)


class Dual:
    """A value v together with a derivative d.

    v, d: floats. Plain numbers may stand on either side of + - * /.
    Every operation returns a new Dual; its operands keep their v and d.
    """

    def __init__(self, v, d=0.0):
        """Hold the value v and the derivative d."""
        self.v, self.d = v, d

    def __add__(self, other):
        """Return self + other; other: a Dual or a plain number."""
        other = as_dual(other)
        return Dual(self.v + other.v, self.d + other.d)

    def __sub__(self, other):
        """Return self - other; other: a Dual or a plain number."""
        other = as_dual(other)
        return Dual(self.v - other.v, self.d - other.d)

    def __mul__(self, other):
        """Return self * other; other: a Dual or a plain number."""
        other = as_dual(other)
        # (a + a'ε)(b + b'ε) = ab + (ab' + ba')ε + a'b'ε², and ε² = 0.
        return Dual(self.v * other.v, self.v * other.d + other.v * self.d)

    def __truediv__(self, other):
        """Return self / other; other: a Dual or a plain number."""
        other = as_dual(other)
        slope = (self.d * other.v - self.v * other.d) / other.v**2
        return Dual(self.v / other.v, slope)

    # 3 - u: the number 3 knows nothing of Dual, so Python asks u, with the sides
    # exchanged. Here other is always the left operand and a plain number.

    def __radd__(self, other):
        """Return other + self for a plain number other."""
        return self + other

    def __rsub__(self, other):
        """Return other - self for a plain number other."""
        return as_dual(other) - self

    def __rmul__(self, other):
        """Return other * self for a plain number other."""
        return self * other

    def __rtruediv__(self, other):
        """Return other / self for a plain number other."""
        return as_dual(other) / self

    def __pow__(self, n):
        """Return self ** n; n: a plain number."""
        return Dual(self.v**n, n * self.v ** (n - 1) * self.d)

    def __neg__(self):
        """Return -self."""
        return Dual(-self.v, -self.d)

    def exp(self):
        """Return e to the power of self."""
        # For every function g: the value g(v), the derivative g'(v) times d.
        e = np.exp(self.v)
        return Dual(e, e * self.d)

    def log(self):
        """Return the natural logarithm of self; v > 0."""
        return Dual(np.log(self.v), self.d / self.v)

    def sigmoid(self):
        """Return σ(self) with σ(t) = 1/(1 + e^-t)."""
        s = 1 / (1 + np.exp(-self.v))
        return Dual(s, s * (1 - s) * self.d)


def derivative(f, x):
    """Return f'(x), exactly.

    f: function of one Dual, returns a Dual or a plain number.
    x: float.
    Returns a float; 0.0 if f returns a plain number.
    """
    # dx/dx = 1: the seed. A function that ignores u returns a number without d,
    # and as_dual gives it the derivative 0.
    return float(as_dual(f(Dual(x, 1.0))).d)


def gradient(f, xs):
    """Return the partial derivatives of f at xs, one pass of f per input.

    f: function of n Duals as n arguments, returns a Dual.
    xs: list of n floats.
    Returns n floats: a list, a tuple or a float64 array (n,).
    """
    partials = []
    for i in range(len(xs)):
        # Only input i moves in this pass; fresh Duals leave no seed behind.
        inputs = [Dual(x, 1.0 if j == i else 0.0) for j, x in enumerate(xs)]
        partials.append(float(as_dual(f(*inputs)).d))
    return partials
