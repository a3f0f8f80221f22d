"""IPython's special syntax within a cell (`%magic`, `!shell`, `help?`), found among Python's tokens and turned into Python."""

from __future__ import annotations

import re
import sys
import tokenize
from _ast import PyCF_ALLOW_TOP_LEVEL_AWAIT as AWAITING
from collections.abc import Iterator
from types import CodeType

import msgspec

Tokens = list[tokenize.TokenInfo]
Lines = list[str]

MOST_PIECES = 500  # of special syntax in one cell, as IPython has it
ESCAPES = frozenset("!?%,;/")
PYLAB = "import numpy, numpy as np, matplotlib.pyplot as plt; from matplotlib.pyplot import *; from numpy import *"
HELP_END = r"(%{0,2}(?!\d)[\w*]+(?:\.(?!\d)[\w*]+|\[-?[0-9]+\])*)(\?\??)$"


class Piece(msgspec.Struct, frozen=True, order=True):
    """A piece of special syntax: where it starts, where its last line ends, and by which rule it is read."""

    line: int
    column: int
    priority: int
    last: int
    kind: str


def _code(text: str) -> CodeType | None:
    """`text` compiled as the top of a cell; None where it is no Python."""
    try:
        code: CodeType = compile(text, "cell", "exec", AWAITING, dont_inherit=True)
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return None
    return code


def is_python(text: str) -> bool:
    """Python reads it, at the top of a cell."""
    return _code(text) is not None


def used_names(text: str) -> set[str]:
    """The names that a cell binds or reads outside its functions; none where it is no Python."""
    code = _code(text)
    return set(code.co_names) if code else set()


def replace_pieces(lines: Lines) -> Lines:
    """Each piece of special syntax turned into Python, the earliest first, as what follows one may be no tokens at all."""
    for _ in range(MOST_PIECES):
        replacement = next(filter(None, (_replace(lines, piece) for piece in sorted(_pieces(lines)))), None)
        if replacement is None:
            return lines
        lines = replacement
    return lines


def _pieces(lines: Lines) -> Iterator[Piece]:
    """The first piece of each kind."""
    logical = list(_logical_lines(lines))
    for find in (_magic_assignment, _shell_assignment, _escape, _help_end):
        if piece := next(filter(None, (find(tokens, lines) for tokens in logical)), None):
            yield piece


def _logical_lines(lines: Lines) -> Iterator[Tokens]:
    """The tokens of each logical line; those up to the place where Python's tokenizer fails."""
    tokens: Tokens = []
    depth = 0
    try:
        for token in tokenize.generate_tokens(iter([*lines, ""]).__next__):
            tokens.append(token)
            if token.type == tokenize.NEWLINE or (token.type == tokenize.NL and depth <= 0):
                yield tokens
                tokens = []
            elif token.type == tokenize.OP:
                depth = max(depth + (token.string in "([{") - (token.string in ")]}"), 0)
    except (tokenize.TokenError, SyntaxError, StopIteration):
        pass
    if tokens:
        yield tokens


def _assignment(tokens: Tokens) -> int | None:
    """The place of the first `=` outside brackets."""
    depth = 0
    for place, token in enumerate(tokens):
        if token.string == "=" and depth == 0:
            return place
        if token.string and token.string in "([{":
            depth += 1
        elif token.string and token.string in ")]}":
            depth = max(depth - 1, 0)
    return None


def _magic_assignment(tokens: Tokens, lines: Lines) -> Piece | None:
    place = _assignment(tokens)
    if place is None or len(tokens) < place + 3:
        return None
    first, second = tokens[place + 1], tokens[place + 2]
    return _command(first, "magic", lines) if first.string == "%" and second.type == tokenize.NAME else None


def _shell_assignment(tokens: Tokens, lines: Lines) -> Piece | None:
    place = _assignment(tokens)
    if place is None or tokens[place].line.strip().startswith("="):
        return None
    behind = (token for token in tokens[place + 1 :] if not token.string.isspace() or token.type != tokenize.ERRORTOKEN)
    first = next(behind, None)
    wanted = tokenize.OP if sys.version_info >= (3, 12) else tokenize.ERRORTOKEN
    return _command(first, "shell", lines) if first and first.string == "!" and first.type == wanted else None


def _escape(tokens: Tokens, lines: Lines) -> Piece | None:
    first = _first(tokens)
    return _command(first, "escaped", lines) if first and first.string in ESCAPES else None


def _help_end(tokens: Tokens, lines: Lines) -> Piece | None:
    first = _first(tokens)
    if first is None or len(tokens) < 3 or tokens[-2].string != "?":
        return None
    return Piece(first.start[0] - 1, first.start[1], 5, tokens[-2].start[0] - 1, "help")


def _first(tokens: Tokens) -> tokenize.TokenInfo | None:
    """The first token of a line behind its indentation."""
    return next((token for token in tokens if token.type not in (tokenize.INDENT, tokenize.DEDENT)), None)


def _command(start: tokenize.TokenInfo, kind: str, lines: Lines) -> Piece:
    """A command reaches to the end of its line, and on to the next one behind a backslash."""
    last = start.start[0] - 1
    while last < len(lines) - 1 and lines[last].endswith("\\\n"):
        last += 1
    return Piece(start.start[0] - 1, start.start[1], 10, last, kind)


def _replace(lines: Lines, piece: Piece) -> Lines | None:
    """The lines with Python in place of the piece; None where it is no special syntax after all."""
    before = lines[piece.line][: piece.column]
    parts = [lines[piece.line][piece.column :], *lines[piece.line + 1 : piece.last + 1]]
    if piece.kind == "help":
        call = "pass" if re.search(HELP_END, "".join(parts).rstrip("\n")) else None
    else:
        words = " ".join([*(part.rstrip()[:-1] for part in parts[:-1]), parts[-1].rstrip()])
        call = _line_magic(words[1:], before) if piece.kind == "magic" else _call(words, before)
    if call is None:
        return None
    return [*lines[: piece.line], f"{before}{call}\n", *["\n"] * (piece.last - piece.line), *lines[piece.last + 1 :]]


def _call(words: str, before: str) -> str | None:
    """Python for a command with its escape: `!ls`, `%cd x`, `?help`, `/f a b`."""
    if words.startswith("!!"):
        return f"get_ipython().getoutput({words[2:]!r})"
    if words.startswith("!"):
        return f"get_ipython().{'system' if not before.strip() else 'getoutput'}({words[1:]!r})"
    if words.startswith("?"):
        return "pass"
    if words.startswith("%"):
        return _line_magic(words[1:], before)
    name, _, rest = words[1:].partition(" ")
    if words.startswith("/"):
        return f"{name}({', '.join(rest.split())})" if name else None
    quoted = '", "'.join(rest.split()) if words.startswith(",") else rest
    return f'{name}("{quoted}")'


def _line_magic(words: str, before: str) -> str:
    """Python for `%name rest`: what it would run in the notebook's namespace, or a call of the stand-in."""
    name, _, rest = words.partition(" ")
    if name == "time":
        timed = "".join(replace_pieces([rest.replace("--no-raise-error", "").strip() + "\n"])).strip()
        if is_python(f"{before.lstrip()}{timed or 'pass'}"):
            return timed or "pass"
    module = rest.split()[-1].removesuffix(".py") if name == "run" and rest.strip() else ""
    if module.isidentifier() and not before:
        return f"from {module} import *"
    if name == "pylab" and not before:
        return PYLAB
    return f"get_ipython().run_line_magic({name!r}, {rest!r})"
