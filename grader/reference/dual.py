"""Dual numbers: forward-mode differentiation, the derivative carried beside the value.

The rule is e^2 = 0; no size enters, so the derivative is exact. One pass gives the derivative by one input.

Source: "Ravi, Building Simple Neural Networks": Automatic Differentiation (Forward-mode); "Protopapas & Glickman,
CS109B lecture 5": Autograd (cont).
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from typing import TypeAlias

DualOrFloat: TypeAlias = "Dual | float"


class Dual:
    """v + d e: a value v and its derivative d. A plain number c stands for c + 0 e, on either side of + - * /."""

    def __init__(self, v: float, d: float = 0.0) -> None:
        self.v, self.d = v, d

    def __repr__(self) -> str:
        return f"Dual({self.v!r}, {self.d!r})"

    def __add__(self, other: DualOrFloat) -> Dual:
        other = _dual(other)
        return Dual(self.v + other.v, self.d + other.d)

    def __sub__(self, other: DualOrFloat) -> Dual:
        other = _dual(other)
        return Dual(self.v - other.v, self.d - other.d)

    def __mul__(self, other: DualOrFloat) -> Dual:
        other = _dual(other)
        return Dual(self.v * other.v, self.v * other.d + other.v * self.d)

    def __truediv__(self, other: DualOrFloat) -> Dual:
        """Raises ZeroDivisionError where the denominator is 0."""
        other = _dual(other)
        return Dual(self.v / other.v, (self.d * other.v - self.v * other.d) / other.v**2)

    def __radd__(self, other: float) -> Dual:
        return _dual(other) + self

    def __rsub__(self, other: float) -> Dual:
        return _dual(other) - self

    def __rmul__(self, other: float) -> Dual:
        return _dual(other) * self

    def __rtruediv__(self, other: float) -> Dual:
        return _dual(other) / self

    def __pow__(self, n: float) -> Dual:
        """self to the plain number n."""
        slope = n * self.v ** (n - 1) if n else 0.0  # u^0 is constant, also at u = 0
        return Dual(self.v**n, slope * self.d)

    def __neg__(self) -> Dual:
        return Dual(-self.v, -self.d)

    def exp(self) -> Dual:
        """e^v; OverflowError from v = 710 on."""
        e = math.exp(self.v)
        return Dual(e, e * self.d)

    def log(self) -> Dual:
        """The natural logarithm; ValueError for v <= 0."""
        return Dual(math.log(self.v), self.d / self.v)

    def sigmoid(self) -> Dual:
        """1 / (1 + e^-v), for any v."""
        e = math.exp(-abs(self.v))
        s = 1 / (1 + e) if self.v >= 0 else e / (1 + e)
        return Dual(s, s * (1 - s) * self.d)


def _dual(x: DualOrFloat) -> Dual:
    return x if isinstance(x, Dual) else Dual(x)


def derivative(f: Callable[[Dual], DualOrFloat], x: float) -> float:
    """f'(x) for a function f written with + - * / ** and the methods of Dual; 0.0 if f returns a plain number."""
    return float(_dual(f(Dual(x, 1.0))).d)


def gradient(f: Callable[..., DualOrFloat], xs: Sequence[float]) -> list[float]:
    """The n partial derivatives at xs of f, a function of n Duals: one pass for each input, that input alone seeded."""

    def partial(i: int) -> float:
        inputs = [Dual(float(x), float(j == i)) for j, x in enumerate(xs)]
        return float(_dual(f(*inputs)).d)

    return [partial(i) for i in range(len(xs))]
