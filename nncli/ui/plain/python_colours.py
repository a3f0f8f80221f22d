"""Python in colours for a terminal: keywords, texts, numbers and comments, found by Python's own tokenizer."""

from __future__ import annotations

import io
import keyword
import tokenize
from collections.abc import Iterator

from nncli.ui.plain.output import PlainOutput

STYLES = {tokenize.STRING: "string", tokenize.NUMBER: "number", tokenize.COMMENT: "comment"}
Span = tuple[int, int, int, str]  # a line's number from 0 on, the columns where it begins and ends, its style


def colour_lines(text: str, out: PlainOutput) -> list[str]:
    """The lines of a program; as they are where there are no colours, or where it is no program."""
    lines = text.split("\n")
    if not out.has_colours:
        return lines
    try:
        spans = list(_spans(text))
    except (tokenize.TokenError, SyntaxError):
        return lines
    for row, begin, end, style in reversed(spans):
        line = lines[row]
        lines[row] = line[:begin] + out.paint(line[begin:end], style) + line[end:]
    return lines


def _spans(text: str) -> Iterator[Span]:
    lines = text.split("\n")
    for token in tokenize.generate_tokens(io.StringIO(text).readline):
        style = "keyword" if token.type == tokenize.NAME and keyword.iskeyword(token.string) else STYLES.get(token.type)
        (first, begin), (last, end) = token.start, token.end
        for row in range(first, last + 1) if style else ():
            yield row - 1, begin if row == first else 0, end if row == last else len(lines[row - 1]), str(style)
