"""The line before, carried out step by step and rightly: a slip further inside a derivative can be made on any of these."""

from __future__ import annotations

from grader.derivation.expressions import (
    ONE,
    ZERO,
    Add,
    Apply,
    Component,
    Derivative,
    Div,
    Expression,
    IndexSum,
    Mul,
    Neg,
    Num,
    Pow,
    Symbol,
    has_derivative,
    map_parts,
    multiply,
    nodes,
    size,
)
from grader.derivation.indices import with_other_bound
from grader.derivation.values.definitions import Definitions
from grader.derivation.values.derivatives import minus, outer_derivative, over, plus, raised, times

LARGEST = 110  # nodes


def expansions(tree: Expression, definitions: Definitions, most: int = 7) -> list[Expression]:
    """The tree, its chain of defined names, and up to `most` further forms, each with its derivatives carried out by one rule more.

    All have the same value.
    """
    forms = written_forms(tree, definitions)
    for _ in range(most):
        further = linear_parts(one_rule(forms[-1], definitions))
        if further == forms[-1] or size(further) > LARGEST:
            break
        forms.append(further)
    return list(dict.fromkeys(forms))


def written_forms(tree: Expression, definitions: Definitions) -> list[Expression]:
    """Those forms whose brackets and sums the learner wrote, or the statement: the tree, its chain, definitions put in."""
    put_in = linear_parts(with_definitions(tree, definitions))
    return list(dict.fromkeys([tree, chain_form(tree, definitions), linear_parts(tree), put_in]))


def with_definitions(tree: Expression, definitions: Definitions) -> Expression:
    """Every outermost d of a defined name as the d of its definition."""
    if not isinstance(tree, Derivative):
        return map_parts(tree, lambda part: with_definitions(part, definitions))
    body = None if tree.of == tree.by else definitions.expand(tree.of)
    return tree if body is None else Derivative(body, tree.by)


def chain_form(tree: Expression, definitions: Definitions) -> Expression:
    """d(L, w) as the chain d(L, φ)·d(φ, z)·d(z, w), where each name depends on w through one other name only."""
    if not isinstance(tree, Derivative):
        return map_parts(tree, lambda part: chain_form(part, definitions))
    links, whole = list[Expression](), tree.of
    while isinstance(whole, Symbol) and isinstance(tree.by, Symbol) and whole != tree.by:
        body = definitions.expand(whole)
        inner = (
            [] if body is None else [name for name in dict.fromkeys(nodes(body)) if _moves(name, tree.by, definitions)]
        )
        if len(inner) != 1:
            return tree
        links.append(Derivative(whole, inner[0]))
        whole = inner[0]
    return multiply(links) if links else tree


def _moves(node: Expression, by: Symbol, definitions: Definitions) -> bool:
    return isinstance(node, Symbol) and definitions.reaches(node, by.name)


def linear_parts(tree: Expression) -> Expression:
    """Every d taken into sums and signs, and past what does not hold its name by the letter."""
    if not has_derivative(tree):
        return tree
    tree = map_parts(tree, linear_parts)
    match tree:
        case Derivative(Add(left, right), by):
            return plus(linear_parts(Derivative(left, by)), linear_parts(Derivative(right, by)))
        case Derivative(Neg(operand), by):
            return minus(linear_parts(Derivative(operand, by)))
        case Derivative(IndexSum() as total, by):
            if isinstance(by, Component) and by.index == total.index:
                total = with_other_bound(total, {by.index})
            term = linear_parts(Derivative(total.term, by))
            return ZERO if term == ZERO else IndexSum(total.index, term)
        case Derivative(Num(), _):
            return ZERO
        case Derivative(of, by) if of == by:
            return ONE
    return tree


def one_rule(tree: Expression, definitions: Definitions) -> Expression:
    """Every outermost d carried out by one rule: chain, product, quotient, power, or a name's definition put in."""
    if not isinstance(tree, Derivative):
        return map_parts(tree, lambda part: one_rule(part, definitions))
    of, by = tree.of, tree.by
    match of:
        case Apply(function, argument):
            return times(outer_derivative(function, argument), _inner(argument, by, definitions))
        case Pow(base, exponent):
            number = minus(Num(float(-exponent))) if exponent < 0 else Num(float(exponent))
            return times(times(number, raised(base, exponent - 1)), _inner(base, by, definitions))
        case Mul(left, right):
            return plus(times(_inner(left, by, definitions), right), times(left, _inner(right, by, definitions)))
        case Div(top, bottom):
            moved = plus(
                times(_inner(top, by, definitions), bottom), minus(times(top, _inner(bottom, by, definitions)))
            )
            return over(moved, Pow(bottom, 2))
        case Symbol() | Component():
            body = definitions.expand(of)
            if body is not None:
                return Derivative(body, by)
            return ZERO if isinstance(of, Symbol) or of.name != getattr(by, "name", "") else tree
    return tree


def _inner(tree: Expression, by: Expression, definitions: Definitions) -> Expression:
    if tree == by:
        return ONE
    name = by.name if isinstance(by, (Symbol, Component)) else ""
    return Derivative(tree, by) if definitions.reaches(tree, name) else ZERO
