"""Slips on the line before: what learners do wrongly to a node of it, the derivative rules first."""

from __future__ import annotations

from collections.abc import Iterator

from grader.derivation.expressions import (
    ONE,
    Add,
    Apply,
    Derivative,
    Div,
    Expression,
    IndexSum,
    Kronecker,
    Mul,
    Neg,
    Num,
    Pow,
    add_up,
    factors,
    multiply,
    terms,
)
from grader.derivation.indices import free_indices, with_index
from grader.derivation.slips.candidates import Change, SlipContext
from grader.derivation.values.derivatives import outer_derivative, raised, times


def slips_at(node: Expression, context: SlipContext) -> Iterator[Change]:
    """Everything that is done wrongly to a node of this kind."""
    if isinstance(node, Derivative):
        yield from _derivative_slips(node, context)
    elif isinstance(node, (Neg, Mul)):
        yield from _brackets_dropped(node, context)
    elif isinstance(node, Div):
        yield from _fraction_slips(node, context)
    elif isinstance(node, Add):
        yield from _sum_of_fractions(node)
    elif isinstance(node, (Apply, Pow)):
        yield from _split_sums(node)
    elif isinstance(node, IndexSum):
        yield from _sum_slips(node, context)


def derivative_slips_at(node: Expression, context: SlipContext) -> Iterator[Change]:
    """What is done wrongly where a derivative is carried out."""
    if isinstance(node, Derivative):
        yield from _derivative_slips(node, context)


def _derivative_slips(node: Derivative, context: SlipContext) -> Iterator[Change]:
    of, by, text = node.of, node.by, context.text
    match of:
        case Apply(function, argument) if argument == by:
            advice = f"{text(of)} itself still stands there; its derivative is wanted."
            yield Change("not_differentiated", advice, of)
        case Apply(function, argument):
            inner = text(Derivative(argument, by))
            advice = f"{text(of)} has an inner derivative, {inner}: multiply by it."
            yield Change("inner_derivative_forgotten", advice, outer_derivative(function, argument))
        case Pow(base, exponent):
            yield from _power_slips(node, base, exponent, context)
        case Mul(left, right):
            yield from _product_slips(left, right, by, context)
        case Div(top, bottom):
            yield from _quotient_slips(top, bottom, by)


def _power_slips(node: Derivative, base: Expression, exponent: int, context: SlipContext) -> Iterator[Change]:
    moved, front = Derivative(base, node.by), Num(float(abs(exponent)))
    number: Expression = Neg(front) if exponent < 0 else front
    lowered = "The exponent goes down by one: " + context.text(raised(base, exponent - 1)) + "."
    yield Change("power_not_lowered", lowered, Mul(number, Mul(Pow(base, exponent), moved)))
    if exponent < 0:
        yield Change("power_not_lowered", lowered, Mul(number, Mul(raised(base, exponent + 1), moved)))
    if exponent > 1:
        advice = f"The exponent comes down as a factor: {exponent}."
        yield Change(
            "exponent_not_in_front", advice, times(raised(base, exponent - 1), ONE if base == node.by else moved)
        )
    if base == node.by:
        yield Change("power_not_lowered", lowered, Mul(number, Pow(base, exponent)))
        return
    advice = f"Multiply by the derivative of what is raised to the power, {context.text(moved)}."
    yield Change("inner_derivative_forgotten", advice, Mul(number, raised(base, exponent - 1)))


def _product_slips(left: Expression, right: Expression, by: Expression, context: SlipContext) -> Iterator[Change]:
    both = "A product has two terms: (a·b)' = a'·b + a·b'."
    yield Change("product_of_derivatives", both, Mul(Derivative(left, by), Derivative(right, by)))
    yield Change("one_term_of_product", both, Mul(Derivative(left, by), right))
    yield Change("one_term_of_product", both, Mul(left, Derivative(right, by)))


def _quotient_slips(top: Expression, bottom: Expression, by: Expression) -> Iterator[Change]:
    moved = Add(Mul(Derivative(top, by), bottom), Neg(Mul(top, Derivative(bottom, by))))
    rule = "(a/b)' = (a'·b - a·b')/b²"
    yield Change(
        "quotient_sign", f"{rule}: the derivative of the numerator comes first.", Neg(Div(moved, Pow(bottom, 2)))
    )
    yield Change("quotient_not_squared", f"{rule}: divide by the square of the denominator.", Div(moved, bottom))
    yield Change(
        "quotient_of_derivatives", f"{rule}: it is not a'/b'.", Div(Derivative(top, by), Derivative(bottom, by))
    )
    yield Change("denominator_constant", f"{rule}: the denominator moves too.", Div(Derivative(top, by), bottom))


def _brackets_dropped(node: Neg | Mul, context: SlipContext) -> Iterator[Change]:
    match node:
        case Neg(Add() as inner):
            first, *others = terms(inner)
            advice = (
                f"The minus stands before the whole bracket: it also turns the sign of {context.text(add_up(others))}."
            )
            yield Change("bracket_lost", advice, add_up([Neg(first), *others]))
            if len(others) > 1:
                *before, last = terms(inner)
                yield Change("bracket_lost", advice, add_up([*map(Neg, before), last]))
        case Mul(factor, Add() as inner) | Mul(Add() as inner, factor):
            advice = f"{context.text(factor)} multiplies every term of the bracket."
            parts = terms(inner)
            for count in range(1, len(parts)):
                yield Change("bracket_lost", advice, add_up([*(Mul(factor, t) for t in parts[:count]), *parts[count:]]))
            yield Change("bracket_lost", advice, add_up([*parts[:-1], Mul(parts[-1], factor)]))


def _fraction_slips(node: Div, context: SlipContext) -> Iterator[Change]:
    match node:
        case Div(top, Add(left, right)):
            advice = "A sum in the denominator cannot be taken apart: a/(b + c) is not a/b + a/c."
            yield Change("denominator_split", advice, Add(Div(top, left), Div(top, right)))
    match node:
        case Div(Add(left, right), bottom):
            advice = f"{context.text(bottom)} divides both terms."
            yield Change("one_term_divided", advice, Add(left, Div(right, bottom)))
            yield Change("one_term_divided", advice, Add(Div(left, bottom), right))


def _sum_of_fractions(node: Add) -> Iterator[Change]:
    """Two fractions over one denominator, with their numerators left as they were."""
    (a, b), (c, d) = map(_fraction, (node.left, node.right))
    if b is not None and d is not None and b != d:
        advice = "a/b + c/d is (a·d + c·b)/(b·d): each numerator is multiplied by the other denominator."
        yield Change("numerators_not_expanded", advice, Div(Add(a, c), Mul(b, d)))
        yield Change("denominators_added", advice, Div(Add(a, c), Add(b, d)))


def _fraction(tree: Expression) -> tuple[Expression, Expression | None]:
    """(numerator with its sign, denominator); no denominator where the tree is no fraction."""
    match tree:
        case Neg(Div(top, bottom)):
            return Neg(top), bottom
        case Div(top, bottom):
            return top, bottom
    return tree, None


def _split_sums(node: Apply | Pow) -> Iterator[Change]:
    match node:
        case Apply("log", Add(left, right)):
            yield Change(
                "log_of_sum_split", "log(a + b) is not log(a) + log(b).", Add(Apply("log", left), Apply("log", right))
            )
        case Apply("exp", Add(left, right)):
            yield Change(
                "exp_of_sum_split",
                "exp(a + b) is exp(a) times exp(b), not plus.",
                Add(Apply("exp", left), Apply("exp", right)),
            )
        case Apply("sqrt", Add(left, right)):
            yield Change(
                "root_of_sum_split", "√(a + b) is not √a + √b.", Add(Apply("sqrt", left), Apply("sqrt", right))
            )
        case Pow(Add(left, Neg(right)), 2):
            advice = "(a - b)² has the middle term -2·a·b, and + b²."
            yield Change("square_of_sum_split", advice, Add(Pow(left, 2), Neg(Pow(right, 2))))
            yield Change("square_of_sum_split", advice, Add(Pow(left, 2), Pow(right, 2)))
        case Pow(Add(left, right), 2):
            yield Change("square_of_sum_split", "(a + b)² has the middle term 2·a·b.", Add(Pow(left, 2), Pow(right, 2)))


def _sum_slips(node: IndexSum, context: SlipContext) -> Iterator[Change]:
    for free in sorted(free_indices(node) & context.free):
        index = node.index
        yield Change(
            "one_term_of_sum", f"Every {index} counts, not only {index} = {free}.", with_index(node.term, index, free)
        )
        others = Mul(node.term, Add(ONE, Neg(Kronecker(index, free))))
        yield Change("diagonal_left_out", f"The term {index} = {free} belongs to the sum too.", IndexSum(index, others))
    yield from _products_split(node, context)


def _products_split(node: IndexSum, context: SlipContext) -> Iterator[Change]:
    """Σ(k, a·b) written as Σ(k, a)·Σ(k, b)."""
    pieces = factors(node.term)
    moving = [place for place, piece in enumerate(pieces) if node.index in free_indices(piece)]
    for place in moving if len(moving) > 1 else ():
        one, rest = pieces[place], multiply(pieces[:place] + pieces[place + 1 :])
        advice = f"A sum of products is not a product of sums: {context.text(node)} stays one sum."
        yield Change("sum_of_products_split", advice, Mul(IndexSum(node.index, one), IndexSum(node.index, rest)))


def own_slips_at(node: Expression, context: SlipContext) -> Iterator[Change]:
    """The slips of the derivation itself; their index letters stand for any others."""
    for slug, advice, right, wrong in context.own:
        letters = _letters(right, node, context.free)
        if letters is not None:
            for old, new in letters.items():
                wrong = with_index(wrong, old, f"{new}'")
            for new in letters.values():
                wrong = with_index(wrong, f"{new}'", new)
            yield Change(slug, advice, wrong)


def _letters(pattern: Expression, node: Expression, free: frozenset[str]) -> dict[str, str] | None:
    """Which letter of the node each index of the pattern stands for; None where the node has another form."""
    letters: dict[str, str] = {}
    return letters if _fits(pattern, node, free, letters) else None


def _fits(pattern: Expression, node: Expression, free: frozenset[str], found: dict[str, str]) -> bool:
    if type(pattern) is not type(node):
        return False
    for mine, other in zip(_fields(pattern), _fields(node), strict=True):
        if isinstance(mine, Expression) and isinstance(other, Expression):
            if not _fits(mine, other, free, found):
                return False
        elif (mine != other and (mine in free or other in free or not _is_index(mine, pattern))) or (
            _is_index(mine, pattern) and found.setdefault(str(mine), str(other)) != other
        ):
            return False
    return True


def _fields(tree: Expression) -> tuple[object, ...]:
    return tuple(getattr(tree, name) for name in tree.__struct_fields__)


def _is_index(field: object, tree: Expression) -> bool:
    return isinstance(field, str) and field in {getattr(tree, name, None) for name in ("index", "left", "right")}
