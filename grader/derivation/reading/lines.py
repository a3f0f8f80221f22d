"""One line of a derivation: an expression, or an equation where the derivation is about equations."""

from __future__ import annotations

import msgspec

from grader.derivation.expressions import Derivative, Expression, depth, nodes, parts
from grader.derivation.indices import free_indices
from grader.derivation.reading.grammar import ExpressionReader
from grader.derivation.reading.tokens import Token, tokens_of
from grader.derivation.reading.vocabulary import Vocabulary
from grader.derivation.unreadable import (
    MAX_CHARACTERS,
    MAX_DEPTH,
    MAX_DERIVATIVES,
    MAX_LINES,
    MAX_NODES,
    MAX_TEXT,
    UnreadableLine,
)


class ReadLine(msgspec.Struct, frozen=True):
    """`left = right`; `left` is None where nothing stands before the =."""

    left: Expression | None
    right: Expression


def lines_of(text: str) -> list[tuple[int, str]]:
    """The lines of a text that hold more than a comment, each with its number in the text, counted from 1 among these.

    Raises UnreadableLine where there are more than MAX_LINES, or more text than so many lines can hold.
    """
    if len(text) > MAX_TEXT:
        raise UnreadableLine(
            f"the derivation has {len(text)} characters: at most {MAX_LINES} lines of {MAX_CHARACTERS} are read"
        )
    written = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    lines = [line for line in written if line.split("#")[0].strip()]
    if len(lines) > MAX_LINES:
        raise UnreadableLine(f"the derivation has more than {MAX_LINES} lines: leave out what is not needed")
    return list(enumerate(lines, 1))


def read_line(line: str, vocabulary: Vocabulary, free: frozenset[str] = frozenset()) -> ReadLine:
    """A line as it was written, `=` in front and a comment allowed. `free` are the indices that need no sum. Raises UnreadableLine."""
    sides = _sides(tokens_of(line))
    left = read_tokens(sides[0], vocabulary, free) if len(sides) == 2 else None
    return ReadLine(left, read_tokens(sides[-1], vocabulary, free))


def read_expression(text: str, vocabulary: Vocabulary, free: frozenset[str] = frozenset()) -> Expression:
    """A text without `=`. Raises UnreadableLine."""
    return read_tokens(tokens_of(text), vocabulary, free)


def read_tokens(tokens: list[Token], vocabulary: Vocabulary, free: frozenset[str]) -> Expression:
    """A list of tokens as one expression within its bounds. Raises UnreadableLine."""
    try:
        tree = ExpressionReader(tokens, vocabulary).read()
    except RecursionError:
        raise UnreadableLine("brackets and signs stand too deeply one inside the other", tokens[0].place) from None
    _check_bounds(tree, tokens[0].place)
    unbound = free_indices(tree) - free
    if unbound:
        index = min(unbound)
        raise UnreadableLine(
            f"the index {index} belongs to no sum: sum({index}, ...) says over what is added", tokens[0].place
        )
    return tree


def _sides(tokens: list[Token]) -> list[list[Token]]:
    """The tokens on the two sides of the =, or of the only side."""
    equals = [place for place, token in enumerate(tokens) if token.kind == "sign" and token.text == "="]
    if equals and equals[0] == 0:
        tokens, equals = tokens[1:], [place - 1 for place in equals[1:]]
    for place in equals:
        if place + 1 < len(tokens) and tokens[place + 1].text == "=":
            raise UnreadableLine("one = is enough", tokens[place + 1].place)
        if _inside_bracket(tokens[:place]):
            raise UnreadableLine(
                "= stands inside a bracket: two indices are compared with ==, as in [k==j]", tokens[place].place
            )
    if len(equals) > 1:
        raise UnreadableLine("= stands twice: write each expression on a line of its own", tokens[equals[1]].place)
    if not equals:
        return [tokens]
    end = Token("end", "", tokens[equals[0]].place, "")
    return [[*tokens[: equals[0]], end], tokens[equals[0] + 1 :]]


def _inside_bracket(before: list[Token]) -> bool:
    signs = [token.text for token in before if token.kind == "sign"]
    return sum(sign in "([" for sign in signs) > sum(sign in ")]" for sign in signs)


def _check_bounds(tree: Expression, place: int) -> None:
    count = sum(1 for _ in nodes(tree))
    if count > MAX_NODES:
        raise UnreadableLine(
            f"the expression has {count} parts; at most {MAX_NODES} are read: take smaller steps", place
        )
    if depth(tree) > MAX_DEPTH:
        raise UnreadableLine(f"more than {MAX_DEPTH - 1} terms or brackets hang on one another", place)
    if _nested_derivatives(tree) > MAX_DERIVATIVES:
        raise UnreadableLine(f"more than {MAX_DERIVATIVES} derivatives, one inside the other", place)


def _nested_derivatives(tree: Expression) -> int:
    below = max(map(_nested_derivatives, parts(tree)), default=0)
    return below + isinstance(tree, Derivative)
