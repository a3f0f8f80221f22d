"""Dual numbers, right and wrong, on the expressions of exercise 18."""

import math

import numpy as np

from grader import reference
from grader.reference.dual import Dual


def evaluated(dual):
    """What the probe returns for a class `dual`."""

    def version(a, b, compute):
        duals = {"A": dual(*a), "B": dual(*b)}
        results = {text: eval(text, {**duals, "Dual": dual}) for text in compute} | duals
        return {text: {"v": u.v, "d": u.d} for text, u in results.items()}

    return version


def with_methods(**methods):
    """A Dual with other methods, evaluated."""
    return evaluated(type("WrongDual", (Dual,), {f"__{name}__": method for name, method in methods.items()}))


def product(d, v=lambda u, w: u.v * w.v):
    return with_methods(mul=lambda u, w: Dual(v(u, w), d(u, w)))


def quotient(d):
    return with_methods(truediv=lambda u, w: Dual(u.v / w.v, d(u, w)))


def constants_seeded():
    """A Dual whose operations take a plain number as (c, 1)."""

    def seeding(method):
        return lambda u, w: method(u, w if isinstance(w, Dual) else Dual(w, 1.0))

    return with_methods(**{name: seeding(getattr(Dual, f"__{name}__")) for name in ("add", "sub", "mul", "truediv")})


def plain_numbers_refused(a, b, compute):
    """A Dual that asks its second operand for v."""

    def asking(method):
        return lambda u, w: method(u, Dual(w.v, w.d))

    names = ("add", "sub", "mul", "truediv")
    return with_methods(**{name: asking(getattr(Dual, f"__{name}__")) for name in names})(a, b, compute)


class WithoutChainRule(Dual):
    """exp, log and sigmoid with their outer derivative only."""

    def exp(self):
        return Dual(math.exp(self.v), math.exp(self.v))

    def log(self):
        return Dual(math.log(self.v), 1 / self.v)

    def sigmoid(self):
        return Dual(self.v, 1.0).sigmoid()


def stub(a, b, compute):
    """What the stub gives: it has no methods for a number on the left."""
    raise TypeError if compute[0] == "3 + A" else NotImplementedError


def derivative(f, x):
    return reference.dual.derivative(eval(f), x)


def with_functions(**functions):
    """A Dual with other exp, log or sigmoid, evaluated."""
    return evaluated(type("WrongDual", (Dual,), functions))


def with_d_as_it_came(name):
    """A method that computes the right value, and hands on d."""
    return lambda u: Dual(getattr(Dual, name)(u).v, u.d)


def only_without_chain_rule(name):
    return with_functions(**{name: getattr(WithoutChainRule, name)})


def f_value(f, x):
    """The value of f at x, a plain number."""
    result = eval(f)(Dual(x))
    return result.v if isinstance(result, Dual) else result


def small_step(f, x, h=1e-6):
    def value(u):
        return u.v if isinstance(u, Dual) else u

    return (value(eval(f)(Dual(x + h))) - value(eval(f)(Dual(x - h)))) / (2 * h)


def seeded(seed):
    """A version that gives input j the derivative seed(i, j) in pass i."""

    def version(f, xs):
        passes = [[Dual(x, float(seed(i, j))) for j, x in enumerate(xs)] for i in range(len(xs))]
        return np.array([eval(f)(*duals).d for duals in passes])

    return version


# What is seen.

ON_THE_RIGHT, ON_THE_LEFT = "a number on the right", "a number on the left"


def reflected_missing(e):
    unwritten = e[ON_THE_RIGHT].raises(NotImplementedError)
    return e[ON_THE_LEFT].raises(TypeError, "unsupported operand") and not unwritten


def only_nearly_right(e):
    near = all(abs(view.array - view.expected) <= 0.01 * max(1, abs(view.expected)) for view in e.cases)
    return near and any(not view.right for view in e.cases)


def value_is_seen(e):
    """Every number that came is the value of f; a constant may have raised instead."""
    numbers = [view for view in e.cases if view.value is not None]
    return len(numbers) > 2 and all(abs(view.array - f_value(**view.inputs)) <= 1e-9 for view in numbers)


def pair_is_seen(e):
    """An operation gave a tuple, which then met another one."""
    texts = [view.raised.text for view in e.cases if view.raised is not None]
    return any("'tuple'" in text or "multiply sequence" in text for text in texts)
