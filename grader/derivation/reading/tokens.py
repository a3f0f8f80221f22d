"""A line -> its tokens, each with the column where it stands. The signs of the statements are read as well as Python's."""

from __future__ import annotations

import re
import unicodedata
from typing import Literal

import msgspec

from grader.derivation.expressions import FUNCTIONS_SAID
from grader.derivation.unreadable import MAX_CHARACTERS, UnreadableLine

Kind = Literal["number", "word", "power", "sign", "end"]


class Token(msgspec.Struct, frozen=True):
    """`text` is normalised (· is *, ² is 2); `place` is the column in the line as it was written; `written` what stands there."""

    kind: Kind
    text: str
    place: int
    written: str

    @property
    def starts_operand(self) -> bool:
        """An operand can begin with it."""
        return self.kind in ("number", "word") or (self.kind == "sign" and self.text in "([")


_RAISED = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹⁻", "0123456789-")
_NUMBER = re.compile(r"(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)(?:[eE][+-]?[0-9]+)?")
_POWER = re.compile("[⁰¹²³⁴⁵⁶⁷⁸⁹⁻]+")
_SIGNS = re.compile(r"\*\*|==|[-+*/()\[\],=·×∙⋅−–÷]")
_SAME = {"·": "*", "×": "*", "∙": "*", "⋅": "*", "−": "-", "–": "-", "÷": "/"}
_HIDDEN = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"})
_LATEX = {
    "frac": "a fraction is (numerator)/(denominator)",
    "sum": "a sum is sum(k, ...)",
    "partial": "a derivative is d(expression, name)",
    "cdot": "a product is a*b or a·b",
    "log": "a logarithm is log(...)",
    "ln": "a logarithm is log(...)",
    "exp": "an exponential is exp(...)",
    "sqrt": "a root is sqrt(...)",
    "tanh": "write tanh(...)",
}
_INSTEAD = {
    "^": "a power is written with ** or a raised digit: x**2 or x²",
    "{": "use round brackets: ( )",
    "}": "use round brackets: ( )",
    "$": "LaTeX is not read: write Python, or the signs of the statement",
    "'": "a prime is not read: write d(sigma(z), z) for the derivative of σ at z",
    "’": "a prime is not read: write d(sigma(z), z) for the derivative of σ at z",
    "′": "a prime is not read: write d(sigma(z), z) for the derivative of σ at z",
    "|": "absolute values are not read here",
    "<": "a line is an expression, not a comparison",
    ">": "a line is an expression, not a comparison",
    "!": "a line is an expression, not a comparison",
    ".": "a dot stands only inside a number; a product is written * or ·",
    ";": "write each expression on a line of its own",
    ":": "a fraction is written a/b",
}


def tokens_of(line: str) -> list[Token]:
    """The tokens of a line without its comment, the last one of kind "end". Raises UnreadableLine."""
    text = line.split("#")[0].rstrip()
    if len(text) > MAX_CHARACTERS:
        raise UnreadableLine(
            f"the line has {len(text)} characters; at most {MAX_CHARACTERS} are read: take smaller steps",
            MAX_CHARACTERS,
        )
    tokens, place = list[Token](), 0
    while place < len(text):
        if text[place] in " \t\u00a0":
            place += 1
            continue
        token = _token_at(text, place)
        tokens.append(token)
        place += len(token.written)
    return [*tokens, Token("end", "", len(text), "")]


def _token_at(text: str, place: int) -> Token:
    for kind, pattern in (("number", _NUMBER), ("power", _POWER), ("sign", _SIGNS)):
        match = pattern.match(text, place)
        if match:
            return Token(kind, _SAME.get(match[0], match[0].translate(_RAISED)), place, match[0])  # type: ignore[arg-type]
    if text[place] in "∂∑√":
        return Token("word", text[place], place, text[place])
    end = place
    while end < len(text) and _in_word(text[end], first=end == place):
        end += 1
    if end == place:
        raise _unknown_sign(text, place)
    return Token("word", text[place:end], place, text[place:end])


def _in_word(character: str, first: bool) -> bool:
    if character.isalpha() or character == "_":
        return True
    digit = character in "0123456789₀₁₂₃₄₅₆₇₈₉"
    return not first and (digit or unicodedata.category(character) == "Mn")


def _unknown_sign(text: str, place: int) -> UnreadableLine:
    character = text[place]
    if character == "\\":
        return _latex(text, place)
    if character in "\a\b\f\v":
        return UnreadableLine(
            "a backslash before a letter is an escape in a Python text, and LaTeX is not read: "
            "write Python, or the signs of the statement",
            place,
        )
    if unicodedata.category(character) in _HIDDEN:
        return UnreadableLine(
            f"a character that does not show (U+{ord(character):04X}) stands here: delete it and write the place again",
            place,
        )
    if character == "^":
        return _caret(text, place)
    instead = _INSTEAD.get(character, f"there are names, numbers, + - * / **, brackets, d, sum, {FUNCTIONS_SAID}")
    return UnreadableLine(f"the sign {character} is not read here: {instead}", place)


def _latex(text: str, place: int) -> UnreadableLine:
    word = re.match(r"[A-Za-z]*", text[place + 1 :])
    name = word[0] if word else ""
    instead = _LATEX.get(name, f"write {name} or its letter" if name else "write Python, or the signs of the statement")
    return UnreadableLine(f"LaTeX is not read (\\{name[:12]}): {instead}", place)


def _caret(text: str, place: int) -> UnreadableLine:
    before = re.search(r"([^\W\d]\w*|\d+|\))\s*$", text[:place])
    after = re.match(r"\s*(-?\w+)", text[place + 1 :])
    if before and before[1] == "e":
        exponent = after[1] if after else "..."
        return UnreadableLine(f"the sign ^ is not read here: write exp({exponent[:12]})", place)
    if before and after and before[1] != ")":
        return UnreadableLine(
            f"the sign ^ is not read here: a power is written {before[1][:12]}**{after[1][:12]}", place
        )
    return UnreadableLine(f"the sign ^ is not read here: {_INSTEAD['^']}", place)
