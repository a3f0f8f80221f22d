"""A marimo notebook, which is a .py file whose cells are the bodies of functions -> its cells of Python, in the order in which marimo runs
them: a cell stands after those that define what it takes. Lines keep their numbers in the file.
"""

from __future__ import annotations

import ast
import textwrap
from collections.abc import Iterator

from grader.wire import Cell

Function = ast.FunctionDef | ast.AsyncFunctionDef


def marimo_cells(name: str, text: str) -> list[Cell]:
    """The cells of a file that `is_marimo`. Raises SyntaxError, ValueError, RecursionError, MemoryError."""
    lines = text.split("\n")
    found = list(_parts(ast.parse(text)))
    return [Cell(name, _at_its_lines(lines, body), notebook=True) for body in _in_order(found) if body]


def is_marimo(text: str) -> bool:
    """Whether a file is one of marimo's: it makes an app, and hands cells to it."""
    return "import marimo" in text and "@app." in text


def _parts(tree: ast.Module) -> Iterator[tuple[set[str], set[str], list[ast.stmt]]]:
    """Of each cell what it takes, what it hands on, and its statements; a function or class on its own is a cell too."""
    for node in tree.body:
        if isinstance(node, Function) and _app_word(node.decorator_list) == "cell":
            returned = node.body[-1] if isinstance(node.body[-1], ast.Return) else None
            given = {one.arg for one in node.args.args}
            yield given, _names(returned), node.body[: -1 if returned else None]
        elif isinstance(node, (Function, ast.ClassDef)) and _app_word(node.decorator_list):
            node.decorator_list = []
            yield set(), {node.name}, [node]
        elif isinstance(node, ast.With) and _app_word([item.context_expr for item in node.items]) == "setup":
            yield set(), set(), node.body


def _app_word(expressions: list[ast.expr]) -> str:
    """The word after `app.`, as in @app.cell or @app.cell(hide_code=True); empty where there is none."""
    for expression in expressions:
        inner = expression.func if isinstance(expression, ast.Call) else expression
        if isinstance(inner, ast.Attribute) and isinstance(inner.value, ast.Name) and inner.value.id == "app":
            return inner.attr
    return ""


def _names(tree: ast.AST | None) -> set[str]:
    return {node.id for node in ast.walk(tree) if isinstance(node, ast.Name)} if tree else set()


def _in_order(parts: list[tuple[set[str], set[str], list[ast.stmt]]]) -> Iterator[list[ast.stmt]]:
    """As in the file, but each after what it needs; those that need one another as in the file."""
    todo = list(parts)
    while todo:
        later = [set[str]().union(*(made for _, made, _ in todo if made is not own)) for _, own, _ in todo]
        place = next((at for at, (taken, *_) in enumerate(todo) if not taken & later[at]), 0)
        yield todo.pop(place)[2]


def _at_its_lines(lines: list[str], body: list[ast.stmt]) -> str:
    first = min(node.lineno for node in body)
    last = max(node.end_lineno or node.lineno for node in body)
    return "\n" * (first - 1) + textwrap.dedent("\n".join(lines[first - 1 : last]))
