"""General slips on the line before: something is lost, turned round, or put in another's place."""

from __future__ import annotations

from collections.abc import Iterator

from grader.derivation.expressions import (
    ONE,
    ZERO,
    Add,
    Derivative,
    Div,
    Expression,
    Kronecker,
    Mul,
    Neg,
    Num,
    Pow,
    Symbol,
    add_up,
    factors,
    multiply,
    terms,
)
from grader.derivation.slips.candidates import Change, SlipContext


def general_slips_at(node: Expression, context: SlipContext) -> Iterator[Change]:
    """What can happen to a node of any derivation."""
    text = context.text
    match node:
        case Derivative(of, by):
            yield Change("not_differentiated", f"{text(of)} itself stands there; {text(node)} is wanted.", of)
            yield Change("treated_as_constant", f"{text(of)} moves when {text(by)} moves.", ZERO)
            yield Change("derivative_is_one", f"{text(node)} is not 1.", ONE)
        case Mul(left, right):
            yield from _without_factors(node, context)
            yield Change(
                "added_for_multiplied", f"{text(left)} and {text(right)} are multiplied, not added.", Add(left, right)
            )
        case Div(top, bottom):
            yield Change("denominator_lost", f"The denominator {text(bottom)} is missing.", top)
            yield Change(
                "fraction_inverted", f"Numerator and denominator of {text(node)} are exchanged.", Div(bottom, top)
            )
        case Add():
            yield from _terms_with_changes(node, context)
        case Neg(operand):
            yield Change("sign_turned", f"The minus before {text(operand)} is lost.", operand)
        case Pow(base, exponent):
            yield Change("exponent", f"The exponent {exponent} of {text(base)} is lost.", base)
        case Symbol(name):
            for other in context.names:
                if other != name:
                    written = text(Symbol(other))
                    yield Change("name_exchanged", f"{written} stands where {text(node)} belongs.", Symbol(other))
    if not isinstance(node, (Neg, Num, Kronecker, Add)):
        yield Change("sign_turned", f"The sign of {text(node)} is turned round.", Neg(node))


def _without_factors(node: Mul, context: SlipContext) -> Iterator[Change]:
    parts = factors(node)
    for place, factor in enumerate(parts):
        rest = multiply(parts[:place] + parts[place + 1 :])
        yield Change("factor_lost", f"The factor {context.text(factor)} is missing.", rest)


def _terms_with_changes(node: Add, context: SlipContext) -> Iterator[Change]:
    parts = terms(node)
    for place, term in enumerate(parts):
        others = parts[:place], parts[place + 1 :]
        yield Change("term_lost", f"The term {context.text(term)} is missing.", add_up([*others[0], *others[1]]))
        advice = f"The sign of the term {context.text(term)} is turned round."
        yield Change("sign_turned", advice, add_up([*others[0], Neg(term), *others[1]]))
