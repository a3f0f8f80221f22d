"""Trees -> text, with the names and signs of the statement or in Python."""

from __future__ import annotations

import msgspec

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

_RAISED = str.maketrans("0123456789-", "⁰¹²³⁴⁵⁶⁷⁸⁹⁻")
_WORDS = {"log": "log", "exp": "exp", "sigma": "σ", "tanh": "tanh", "sqrt": "√"}
_SUM, _PRODUCT, _SIGN, _POWER, _OPERAND = range(5)  # how tightly a text holds together


class Writer(msgspec.Struct, frozen=True):
    """Writes trees. `names` gives the form of a spelled name (φ for phi); `signs` says whether ·, ², Σ and σ are written."""

    names: dict[str, str]
    signs: bool = True

    def text(self, tree: Expression) -> str:
        """The tree as one line that reads back as the same tree."""
        return self._text(tree)[0]

    def _text(self, tree: Expression) -> tuple[str, int]:
        match tree:
            case Num(number):
                return f"{number:.12g}", _OPERAND
            case Symbol(name):
                return self._name(name), _OPERAND
            case Component(name, index):
                return f"{self._name(name)}[{index}]", _OPERAND
            case Kronecker(left, right):
                return f"[{left}=={right}]", _OPERAND
            case Neg(operand):
                return "-" + self._within(operand, _PRODUCT if isinstance(operand, (Mul, Div)) else _POWER), _SIGN
            case Pow(base, exponent):
                return self._within(base, _OPERAND) + self._exponent(exponent), _POWER
            case Add() | Mul() | Div():
                return self._two(tree)
            case Derivative(of, by):
                return f"d({self.text(of)}, {self.text(by)})", _OPERAND
            case Apply(function, argument):
                return f"{_WORDS[function] if self.signs else function}({self.text(argument)})", _OPERAND
            case IndexSum(index, term):
                return f"{'Σ' if self.signs else 'sum'}({index}, {self.text(term)})", _OPERAND
        raise AssertionError(tree)

    def _two(self, tree: Add | Mul | Div) -> tuple[str, int]:
        if isinstance(tree, Add):
            turned = isinstance(tree.right, Neg)
            right = tree.right.operand if isinstance(tree.right, Neg) else tree.right
            return f"{self._within(tree.left, _SUM)} {'-' if turned else '+'} {self._within(right, _PRODUCT)}", _SUM
        if isinstance(tree, Mul):
            return (
                f"{self._within(tree.left, _PRODUCT)}{'·' if self.signs else '*'}{self._within(tree.right, _POWER)}",
                _PRODUCT,
            )
        return f"{self._within(tree.numerator, _PRODUCT)}/{self._within(tree.denominator, _POWER)}", _PRODUCT

    def _within(self, tree: Expression, least: int) -> str:
        """The text of a part, in brackets where it holds together less tightly than its place asks for."""
        text, tightness = self._text(tree)
        return text if tightness >= least else f"({text})"

    def _name(self, name: str) -> str:
        return self.names.get(name, name) if self.signs else name

    def _exponent(self, exponent: int) -> str:
        return str(exponent).translate(_RAISED) if self.signs else f"**{exponent}"
