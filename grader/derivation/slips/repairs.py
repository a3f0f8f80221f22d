"""Repairs: the one change to the learner's line that makes it right."""

from __future__ import annotations

import itertools
from collections.abc import Iterator

from grader.derivation.expressions import (
    ONE,
    Add,
    Apply,
    Component,
    Derivative,
    Div,
    Expression,
    IndexSum,
    Kronecker,
    Mul,
    Neg,
    Num,
    Pow,
    Symbol,
    add_up,
    factors,
    map_parts,
    multiply,
    nodes,
    size,
    terms,
)
from grader.derivation.indices import free_indices, fresh_letter, indices_in, with_index
from grader.derivation.slips.candidates import Change, SlipContext
from grader.derivation.slips.inserted_brackets import with_one_bracket

SHORT = 6  # nodes of what is written out to say where something is missing
ORDER = (  # the name that is taken where several changes make a line right: the more special one first
    "link_lost",
    "not_differentiated",
    "square_of_sum_split",
    "log_of_sum_split",
    "exp_of_sum_split",
    "denominator_split",
    "sum_of_products_split",
    "added_for_multiplied",
    "name_exchanged",
    "sign_turned",
    "bracket_missing",
    "exponent",
    "delta_missing",
    "factor_lost",
    "factor_too_many",
    "term_too_many",
    "term_lost",
    "denominator_lost",
    "fraction_inverted",
    "denominator_too_many",
)


def repairs_at(node: Expression, context: SlipContext) -> Iterator[Change]:
    """What would make a line right if it were done to this node."""
    text = context.text
    match node:
        case Symbol(name):
            for other in context.names:
                if other != name:
                    written = text(Symbol(other))
                    yield Change(
                        "name_exchanged", f"with {written} in place of {text(node)} it would be", Symbol(other)
                    )
        case Pow(base, exponent):
            for better in (exponent - 1, exponent + 1, -exponent):
                yield Change(
                    "exponent", f"with the exponent {better} in place of {exponent} it would be", Pow(base, better)
                )
        case Div(top, bottom):
            turned = Div(bottom, top)
            yield Change("fraction_inverted", f"with {text(turned)} it would be", turned)
            yield Change("denominator_too_many", f"without the denominator {text(bottom)} it would be", top)
        case Add():
            yield from _terms_too_many(node, context)
            yield from _sums_put_together(node, context)
            yield from _not_multiplied(node, context)
        case Mul():
            yield from _factors_too_many(node, context)
            yield from sums_joined(node, context)
        case IndexSum(index, term):
            for free in context.free - {index}:
                delta = Kronecker(index, free)
                advice = f"with the factor {text(delta)} in {text(node)} it would be"
                yield Change("delta_missing", advice, IndexSum(index, Mul(term, delta)))
        case Neg(operand):
            yield Change("sign_turned", f"with the opposite sign of {text(operand)} it would be", operand)
    yield from _brackets(node, context)
    if not isinstance(node, (Num, Kronecker)):
        yield from _terms_lost(node, context)
    if not isinstance(node, (Neg, Num, Derivative, Kronecker)):
        yield from _factors_lost(node, context)
        yield Change("sign_turned", f"with the opposite sign of {text(node)} it would be", Neg(node))


def links_missing(tree: Expression, context: SlipContext) -> Iterator[Change]:
    """A link of the chain more in a term of the line, where a chain stands: not in a denominator, a power or a function."""
    for whole, by in context.links:
        link = Derivative(whole, by)
        for longer in _with_factor(tree, link):
            yield Change("link_lost", f"with the factor {context.text(link)} it would be", longer)


def indices_taken(tree: Expression, context: SlipContext) -> Iterator[Change]:
    """A sum over the index by whose entry is differentiated, with an index of its own."""
    for node in nodes(tree):
        if isinstance(node, IndexSum) and node.index in context.free:
            other = fresh_letter(indices_in(tree) | context.free)
            own = IndexSum(other, _with_own_index(node.term, node.index, other))
            advice = f"{node.index} is free in this derivation; with another index, {context.text(own)}, it would be"
            yield Change("index_taken", advice, _replaced(tree, node, own), own)


def _with_own_index(tree: Expression, old: str, new: str) -> Expression:
    """The index renamed everywhere but in the name by which is differentiated."""
    if isinstance(tree, Derivative):
        return Derivative(_with_own_index(tree.of, old, new), tree.by)
    if isinstance(tree, (Component, Kronecker, IndexSum)):
        return with_index(tree, old, new)
    return map_parts(tree, lambda part: _with_own_index(part, old, new))


def _replaced(tree: Expression, old: Expression, new: Expression) -> Expression:
    return new if tree == old else map_parts(tree, lambda part: _replaced(part, old, new))


def _with_factor(tree: Expression, factor: Expression) -> Iterator[Expression]:
    yield Mul(tree, factor)
    match tree:
        case Neg(operand):
            yield from map(Neg, _with_factor(operand, factor))
        case IndexSum(index, term):
            yield from (IndexSum(index, longer) for longer in _with_factor(term, factor))
        case Add():
            parts = terms(tree)
            for place, term in enumerate(parts):
                yield add_up([*parts[:place], Mul(term, factor), *parts[place + 1 :]])


def _terms_too_many(node: Add, context: SlipContext) -> Iterator[Change]:
    parts = terms(node)
    for place, term in enumerate(parts):
        rest = add_up(parts[:place] + parts[place + 1 :])
        yield Change("term_too_many", f"without the term {context.text(term)} it would be", rest)


def _factors_too_many(node: Mul, context: SlipContext) -> Iterator[Change]:
    parts = factors(node)
    for count in (1, 2):
        for left_out in itertools.combinations(range(len(parts)), count):
            if len(left_out) < len(parts):
                dropped = context.text(multiply([parts[place] for place in left_out]))
                rest = multiply([factor for place, factor in enumerate(parts) if place not in left_out])
                yield Change("factor_too_many", f"without the factor {dropped} it would be", rest)


def sums_joined(node: Expression, context: SlipContext) -> Iterator[Change]:
    """Two sums multiplied, where one sum of the products belongs."""
    parts = factors(node) if isinstance(node, Mul) else []
    sums = [place for place, factor in enumerate(parts) if isinstance(factor, IndexSum)]
    for one, other in itertools.combinations(sums, 2):
        left, right = parts[one], parts[other]
        if isinstance(left, IndexSum) and isinstance(right, IndexSum) and left.index not in free_indices(right):
            whole = IndexSum(left.index, Mul(left.term, with_index(right.term, right.index, left.index)))
            rest = [factor for place, factor in enumerate(parts) if place not in (one, other)]
            advice = f"with {context.text(whole)} in place of {context.text(Mul(left, right))} it would be"
            yield Change("sum_of_products_split", advice, multiply([*rest, whole]))


def _factors_lost(node: Expression, context: SlipContext) -> Iterator[Change]:
    for factor in context.known_factors:
        yield Change("factor_lost", f"with the factor {context.text(factor)} it would be", Mul(node, factor))
    for bottom in context.known_denominators:
        yield Change("denominator_lost", f"divided by {context.text(bottom)} it would be", Div(node, bottom))


def _brackets(node: Expression, context: SlipContext) -> Iterator[Change]:
    for better in with_one_bracket(node):
        yield Change("bracket_missing", f"with brackets, {context.text(better)}, it would be", better)


def _sums_put_together(node: Expression, context: SlipContext) -> Iterator[Change]:
    """A sum whose terms came from taking apart what cannot be taken apart."""
    match node:
        case Add(Pow(left, 2), Pow(right, 2)):
            yield from _whole("square_of_sum_split", Pow(Add(left, right), 2), context)
        case Add(Pow(left, 2), Neg(Pow(right, 2))):
            yield from _whole("square_of_sum_split", Pow(Add(left, Neg(right)), 2), context)
        case Add(Apply("log", left), Apply("log", right)):
            yield from _whole("log_of_sum_split", Apply("log", Add(left, right)), context)
        case Add(Apply("exp", left), Apply("exp", right)):
            yield from _whole("exp_of_sum_split", Apply("exp", Add(left, right)), context)
        case Add(Apply("sqrt", left), Apply("sqrt", right)):
            yield from _whole("root_of_sum_split", Apply("sqrt", Add(left, right)), context)
        case Add(Div(top, left), Div(other, right)) if top == other:
            yield from _whole("denominator_split", Div(top, Add(left, right)), context)


def _whole(slug: str, better: Expression, context: SlipContext) -> Iterator[Change]:
    yield Change(slug, f"with {context.text(better)} it would be", better)


def _not_multiplied(node: Add, context: SlipContext) -> Iterator[Change]:
    left, right = node.left, node.right
    advice = f"with {context.text(left)} and {context.text(right)} multiplied, not added, it would be"
    yield Change("added_for_multiplied", advice, Mul(left, right))


def _terms_lost(node: Expression, context: SlipContext) -> Iterator[Change]:
    for term in context.known_terms:
        if term == ONE and not isinstance(node, Neg):  # 1 - u of which the 1 was lost
            continue
        where = f"beside {context.text(node)}" if size(node) <= SHORT else "more"
        yield Change("term_lost", f"with the term {context.text(term)} {where} it would be", Add(node, term))
