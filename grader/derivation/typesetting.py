"""A learner's line as MathML, for pages and notebooks: only names, numbers and signs that were read go into it."""

from __future__ import annotations

from functools import lru_cache
from html import escape

from grader.derivation.expressions import (
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
)
from grader.derivation.own_problem import names_of
from grader.derivation.reading.lines import read_line
from grader.derivation.reading.spelling import greek
from grader.derivation.reading.vocabulary import vocabulary_of
from grader.derivation.unreadable import UnreadableLine

LETTERS = frozenset("abcdefghijklmnopqrstuvwxyz")  # any index may stand free: whether it may is said elsewhere
_SUM, _PRODUCT, _SIGN, _POWER, _OPERAND = range(5)  # how tightly a formula holds together


@lru_cache(maxsize=10_000)  # a class writes many lines alike
def typeset_line(line: str) -> str:
    """The line as one `<math>` element that holds no text but names, numbers and signs; "" where the line cannot be read."""
    try:
        read = read_line(line, vocabulary_of(names_of(line)), LETTERS)
    except UnreadableLine:
        return ""
    left = typeset(read.left) if read.left is not None else ""
    equals = "<mo>=</mo>" if read.left is not None or line.lstrip().startswith("=") else ""
    words = escape(line.partition("#")[0].strip())
    row = f"<mrow>{left}{equals}{typeset(read.right)}</mrow>"
    return f'<math displaystyle="true" alttext="{words}">{row}</math>'


def typeset(tree: Expression) -> str:
    """A tree as MathML elements in a row."""
    return _typeset(tree)[0]


def _typeset(tree: Expression) -> tuple[str, int]:
    match tree:
        case Num(number):
            return f"<mn>{number:.12g}</mn>", _OPERAND
        case Symbol(name):
            return _name(name), _OPERAND
        case Component(name, index):
            return f"<msub>{_name(name)}{_name(index)}</msub>", _OPERAND
        case Kronecker(left, right):
            return f"<mo>[</mo>{_name(left)}<mo>=</mo>{_name(right)}<mo>]</mo>", _OPERAND
        case Add() | Mul() | Neg():
            return _signs(tree)
        case Div(top, bottom):
            return f"<mfrac><mrow>{typeset(top)}</mrow><mrow>{typeset(bottom)}</mrow></mfrac>", _OPERAND
        case Pow(base, exponent):
            inner = _bracket(typeset(base)) if isinstance(base, Div) else _within(base, _OPERAND)
            return f"<msup><mrow>{inner}</mrow><mn>{exponent}</mn></msup>", _POWER
        case Apply(function, argument):
            return _apply(function, argument), _OPERAND
    return _operators(tree)


def _signs(tree: Add | Mul | Neg) -> tuple[str, int]:
    match tree:
        case Neg(operand):
            return f"<mo>-</mo>{_within(operand, _PRODUCT)}", _SIGN
        case Add(left, Neg(right)):
            return f"{_within(left, _SUM)}<mo>-</mo>{_within(right, _PRODUCT)}", _SUM
        case Add(left, right):
            return f"{_within(left, _SUM)}<mo>+</mo>{_within(right, _PRODUCT)}", _SUM
        case Mul(left, right):
            return f"{_within(left, _PRODUCT)}<mo>·</mo>{_within(right, _POWER)}", _PRODUCT
    raise AssertionError(tree)


def _operators(tree: Expression) -> tuple[str, int]:
    match tree:
        case Derivative(of, by):
            fraction = f"<mfrac><mo>∂</mo><mrow><mo>∂</mo>{typeset(by)}</mrow></mfrac>"
            if isinstance(of, (Symbol, Component)):
                fraction = f"<mfrac><mrow><mo>∂</mo>{typeset(of)}</mrow><mrow><mo>∂</mo>{typeset(by)}</mrow></mfrac>"
                return fraction, _OPERAND
            return f"{fraction}{_bracket(typeset(of))}", _POWER
        case IndexSum(index, term):
            return f"<munder><mo>∑</mo>{_name(index)}</munder>{_within(term, _PRODUCT)}", _PRODUCT
    raise AssertionError(tree)


def _apply(function: str, argument: Expression) -> str:
    if function == "exp":
        return f"<msup><mi>e</mi><mrow>{typeset(argument)}</mrow></msup>"
    if function == "sqrt":
        return f"<msqrt><mrow>{typeset(argument)}</mrow></msqrt>"
    name = "σ" if function == "sigma" else function
    return f"<mi>{name}</mi>{_bracket(typeset(argument))}"


def _within(tree: Expression, least: int) -> str:
    inner, tightness = _typeset(tree)
    return inner if tightness >= least else _bracket(inner)


def _bracket(inner: str) -> str:
    return f"<mrow><mo>(</mo>{inner}<mo>)</mo></mrow>"


def _name(name: str) -> str:
    """φ for phi, x with a bar for xbar, with a hat for xhat, W with a small 1 for W1."""
    if name.endswith("bar") and len(name) > 3:
        return f"<mover>{_name(name[:-3])}<mo>¯</mo></mover>"
    if name.endswith("hat") and len(name) > 3:
        return f"<mover>{_name(name[:-3])}<mo>^</mo></mover>"
    digits = len(name) - len(name.rstrip("0123456789"))
    if 0 < digits < len(name):
        return f"<msub><mi>{escape(greek(name[:-digits]))}</mi><mn>{name[-digits:]}</mn></msub>"
    return f"<mi>{escape(greek(name))}</mi>"
