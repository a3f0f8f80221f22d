"""The same signs with one pair of brackets more: what a line would be where a bracket was forgotten."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial

from grader.derivation.expressions import Add, Div, Expression, Mul, Neg, Pow, add_up, terms

Around = Callable[[Expression], Expression]
MOST_TERMS = 8


def with_one_bracket(node: Expression) -> Iterator[Expression]:
    """Every form of a sum or a product with a pair of brackets around some of its neighbouring parts."""
    if isinstance(node, Add):
        yield from _around_terms(node)
    elif isinstance(node, Mul):
        yield from _around_denominator(node)
    match node:
        case Add(left, Pow(base, exponent)):
            yield Pow(Add(left, base), exponent)
        case Mul(left, Pow(base, exponent)):
            yield Pow(Mul(left, base), exponent)


def _around_terms(node: Add) -> Iterator[Expression]:
    """a·b + c·d becomes a·(b + c)·d, a·(b + c·d) or (a·b + c)·d; also over more than two terms."""
    parts = terms(node)
    if len(parts) > MOST_TERMS:
        return
    for first in range(len(parts)):
        for last in range(first + 1, len(parts)):
            for before, start in _ends(parts[first]):
                for after, end in _starts(parts[last]):
                    if (start, end) == (parts[first], parts[last]):
                        continue
                    inner = add_up([start, *parts[first + 1 : last], end])
                    yield add_up([*parts[:first], before(after(inner)), *parts[last + 1 :]])


def _alone(inner: Expression) -> Expression:
    return inner


def _after_sign(before: Around, inner: Expression) -> Expression:
    return Neg(before(inner))


def _before_factor(after: Around, factor: Expression, inner: Expression) -> Expression:
    return Mul(after(inner), factor)


def _over(after: Around, bottom: Expression, inner: Expression) -> Expression:
    return Div(after(inner), bottom)


def _ends(term: Expression) -> Iterator[tuple[Around, Expression]]:
    """What stands before the last operand of a term, and this operand."""
    yield _alone, term
    match term:
        case Neg(operand):
            for before, last in _ends(operand):
                yield partial(_after_sign, before), last
        case Mul(left, right):
            yield partial(Mul, left), right
        case Div(left, right):
            yield partial(Div, left), right


def _starts(term: Expression) -> Iterator[tuple[Around, Expression]]:
    """What stands after the first operand of a term, and this operand with the term's sign."""
    yield _alone, term
    match term:
        case Neg(operand):
            for after, first in _starts(operand):
                yield after, Neg(first)
        case Mul(left, right):
            for after, first in _starts(left):
                yield partial(_before_factor, after, right), first
        case Div(left, right):
            for after, first in _starts(left):
                yield partial(_over, after, right), first


def _around_denominator(node: Mul) -> Iterator[Expression]:
    """a/b·c becomes a/(b·c), also where more factors follow."""
    following, rest = [node.right], node.left
    while isinstance(rest, Mul):
        following.insert(0, rest.right)
        rest = rest.left
    if isinstance(rest, Div):
        bottom = rest.denominator
        for factor in following:
            bottom = Mul(bottom, factor)
        yield Div(rest.numerator, bottom)
