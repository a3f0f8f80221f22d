"""Random expressions in w, x and b, whose values are defined everywhere."""

from __future__ import annotations

import random

from grader.derivation.expressions import Add, Apply, Div, Expression, Mul, Neg, Num, Pow, Symbol


def random_tree(choose: random.Random, depth: int) -> Expression:
    """A tree of at most this depth."""
    if depth == 0 or choose.random() < 0.15:
        return Symbol(choose.choice("wxb")) if choose.random() < 0.75 else Num(float(choose.randint(1, 4)))
    one, other = random_tree(choose, depth - 1), random_tree(choose, depth - 1)
    return choose.choice(
        [
            Add(one, other),
            Add(one, Neg(other)),
            Mul(one, other),
            Neg(one),
            Div(one, Add(Num(3.0), Pow(other, 2))),
            Pow(one, choose.choice([2, 3])),
            Pow(Add(Num(2.0), Pow(one, 2)), choose.choice([-1, -2])),
            Apply("sigma", one),
            Apply("tanh", one),
            Apply("sqrt", Add(Num(1.0), Pow(one, 2))),
            Apply("exp", Apply("sigma", one)),
            Apply("log", Add(Num(1.0), Pow(one, 2))),
        ]
    )
