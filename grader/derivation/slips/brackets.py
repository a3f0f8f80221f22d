"""A line with one pair of brackets left out, read again as it then stands: a/(b·c) becomes a/b·c."""

from __future__ import annotations

from collections.abc import Iterator

from grader.derivation.expressions import Expression
from grader.derivation.reading.lines import read_tokens
from grader.derivation.reading.tokens import Token, tokens_of
from grader.derivation.reading.vocabulary import Vocabulary
from grader.derivation.slips.candidates import Change
from grader.derivation.unreadable import UnreadableLine
from grader.derivation.writing import Writer


def without_one_bracket(
    tree: Expression, vocabulary: Vocabulary, free: frozenset[str], writer: Writer
) -> Iterator[Change]:
    """Every tree that is read where one pair of round brackets, not those of a call, is left out."""
    try:
        tokens = tokens_of(Writer({}, signs=False).text(tree))
    except UnreadableLine:  # the text of an expanded line may be too long
        return
    for start, end in _pairs(tokens):
        try:
            inner = read_tokens([*tokens[start + 1 : end], tokens[-1]], vocabulary, frozenset("ijklmn") | free)
            left = read_tokens(tokens[:start] + tokens[start + 1 : end] + tokens[end + 1 :], vocabulary, free)
        except UnreadableLine:
            continue
        if left != tree:
            yield Change("bracket_lost", f"The bracket around {writer.text(inner)} belongs there.", left)


def _pairs(tokens: list[Token]) -> list[tuple[int, int]]:
    """(opening, closing) of every round bracket that follows no name."""
    pairs, opened = [], list[int]()
    for place, token in enumerate(tokens):
        if token.kind == "sign" and token.text == "(":
            opened.append(place)
        elif token.kind == "sign" and token.text == ")":
            start = opened.pop()
            if start == 0 or tokens[start - 1].kind != "word":
                pairs.append((start, place))
    return pairs
