"""A row of a table of mistakes -> into the text of a declaration: lines are added, and none is changed."""

from __future__ import annotations

import ast
import itertools
import json
from collections.abc import Iterator
from dataclasses import dataclass
from types import NoneType

EMPTY_ADVICE = "Say here in one sentence what to do instead"  # without a full stop: the audit asks for it
NO_NAME = "unnamed_"


class NoPlace(Exception):
    """The declaration is not written so that a row could be added to it; the text says so."""


@dataclass(frozen=True)
class MistakeRow:
    """`target` is its name, `part` a part of its output ("" for all of it), `version` an expression."""

    slug: str
    advice: str
    target: str
    versions: dict[str, str]  # a part, "" for the whole -> an expression
    tag: str = ""

    def text(self, at_exercise: bool) -> str:
        """As a call of `mistake`."""
        words = [text_literal(self.slug), text_literal(self.advice)]
        inner = [expression if not part else f"{part}={expression}" for part, expression in self.versions.items()]
        if at_exercise:
            whole = self.versions.get("") or f"dict({', '.join(inner)})"
            inner = [f"{self.target}={whole}" if self.target.isidentifier() else f'**{{"{self.target}": {whole}}}']
        return f"mistake({', '.join([*words, *inner, *([f'tag={text_literal(self.tag)}'] if self.tag else [])])})"


def text_literal(text: str) -> str:
    """A string literal in double quotes, as declarations write them."""
    return json.dumps(text, ensure_ascii=False)


def free_slug(taken: set[str]) -> str:
    """A name to be replaced: unnamed_1, or the first number that is free."""
    numbers = (f"{NO_NAME}{number}" for number in itertools.count(1))
    return next(slug for slug in numbers if slug not in taken)


def add_row(declaration: str, row: MistakeRow, function: str) -> str:
    """The declaration with the row at the end of its table, and `function` before the statement in which that is. Raises NoPlace."""
    tree = ast.parse(declaration)
    statement, call = _place(tree, row.target)
    at_exercise = _name(call) == "Exercise"
    changed = _with_row(DeclarationText(declaration), call, row.text(at_exercise))
    lines, place = changed.split("\n"), statement.lineno - 1
    gap = [""] if function and lines[place - 2 : place] != ["", ""] else []
    above = [*gap, *function.rstrip("\n").split("\n"), "", ""] if function else []
    text = "\n".join([*lines[:place], *above, *lines[place:]])
    ast.parse(text)
    return text


def _place(tree: ast.Module, target: str) -> tuple[ast.stmt, ast.Call]:
    """The call to whose mistakes the row belongs: that of the target, or of the exercise, with the statement that it is in."""
    calls = [(statement, node) for statement in tree.body for node in ast.walk(statement) if isinstance(node, ast.Call)]
    open_tables = [(one, call) for one, call in calls if isinstance(_mistakes(call), (ast.List, NoneType))]
    for statement, call in open_tables:
        if _name(call) in ("Target", "Constant") and call.args and _is_text(call.args[0], target):
            return statement, call
    for statement, call in open_tables:
        if _name(call) == "Exercise":
            return statement, call
    raise NoPlace("neither its target nor its exercise has a list of mistakes that is written out")


def _name(call: ast.Call) -> str:
    return call.func.id if isinstance(call.func, ast.Name) else ""


def _is_text(node: ast.expr, text: str) -> bool:
    return isinstance(node, ast.Constant) and node.value == text


def _mistakes(call: ast.Call) -> ast.expr | None:
    return next((one.value for one in call.keywords if one.arg == "mistakes"), None)


class DeclarationText:
    """A text, to put something in at a place that Python's parser names: a line, and a column in bytes."""

    def __init__(self, text: str) -> None:
        self.content = text.encode()
        self.starts = [0]
        for line in self.content.split(b"\n"):
            self.starts.append(self.starts[-1] + len(line) + 1)

    def end(self, node: ast.expr) -> int:
        assert node.end_lineno is not None and node.end_col_offset is not None
        return self.starts[node.end_lineno - 1] + node.end_col_offset

    def insert(self, *pieces: tuple[int, str]) -> str:
        """With each piece at its place; of two at one place, the first stands first."""
        content = self.content
        for place, text in reversed(sorted(pieces, key=lambda piece: piece[0])):
            content = content[:place] + text.encode() + content[place:]
        return content.decode()


def _with_row(lines: DeclarationText, call: ast.Call, row: str) -> str:
    table = _mistakes(call)
    if table is None:
        return _with_table(lines, call, row)
    assert isinstance(table, ast.List)
    closing = lines.end(table) - 1
    if not table.elts:
        return lines.insert((closing, row))
    last, column = table.elts[-1], table.elts[0].col_offset
    comma = () if _has_comma(lines.content[lines.end(last) : closing]) else ((lines.end(last), ","),)
    return lines.insert(*comma, *_before(lines, closing, row, column))


def _with_table(lines: DeclarationText, call: ast.Call, row: str) -> str:
    """With a list of mistakes as the last word of the call, before whatever comment stands behind the others."""
    closing = lines.end(call) - 1
    inner = [*call.args, *(one.value for one in call.keywords)]
    last = max(inner, key=lines.end)
    comma = () if _has_comma(lines.content[lines.end(last) : closing]) else ((lines.end(last), ","),)
    return lines.insert(*comma, *_before(lines, closing, f"mistakes=[{row}]", inner[0].col_offset))


def _before(lines: DeclarationText, closing: int, text: str, column: int) -> Iterator[tuple[int, str]]:
    """A line of its own where the bracket stands on one, else in the bracket's line."""
    start = lines.content.rfind(b"\n", 0, closing) + 1
    if lines.content[start:closing].strip():
        yield closing, f" {text}"
    else:
        yield start, f"{' ' * column}{text},\n"


def _has_comma(between: bytes) -> bool:
    return any(line.partition(b"#")[0].strip().startswith(b",") for line in between.split(b"\n"))
