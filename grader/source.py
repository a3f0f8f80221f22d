"""A submission's bytes -> the cells of code to run, and what they define and import. Nothing is run here.

This runs in the worker, before any of the learner's code: a text that breaks a parser breaks a process that may die.
"""

from __future__ import annotations

import ast
import re
import tokenize
import warnings
from collections.abc import Iterator
from io import BytesIO
from typing import Any

from grader.wire import Cell

# Cell magics whose body is ordinary Python; the body of any other (%%bash, %%html, ...) is passed over.
PYTHON_CELL_MAGICS = ("%%time", "%%timeit", "%%capture", "%%prun")
_SHELL_LINE = re.compile(r"^\s*(?:[%!?]|.*\S\?{1,2}\s*$)")


class Unreadable(Exception):
    """The file is not Python, or not a notebook; the text says what and where."""


def cells(name: str, content: bytes) -> list[Cell]:
    """The code of a .py file (one cell) or of a notebook (its code cells in order). Raises Unreadable."""
    if name.endswith(".ipynb"):
        return list(_notebook_cells(name, content))
    return [Cell(name, _decoded(content))]


def _decoded(content: bytes) -> str:
    if b"\0" in content:
        raise Unreadable("it holds null bytes: this is not a text file")
    try:
        encoding, _ = tokenize.detect_encoding(BytesIO(content).readline)
        return content.decode(encoding).replace("\r\n", "\n").replace("\r", "\n")
    except UnicodeDecodeError as error:
        line = content[: error.start].count(b"\n") + 1
        raise Unreadable(f"line {line} is not valid {error.encoding.upper()}: save the file as UTF-8") from error
    except (SyntaxError, LookupError) as error:
        raise Unreadable(f"its encoding cannot be told ({error}): save the file as UTF-8") from error


def _notebook_cells(name: str, content: bytes) -> Iterator[Cell]:
    import json  # here, since most submissions are no notebooks

    try:
        notebook = json.loads(content)
    except (ValueError, RecursionError) as error:
        raise Unreadable(f"this notebook is not valid JSON ({type(error).__name__}: {str(error)[:80]})") from error
    if not isinstance(notebook, dict) or not isinstance(notebook.get("cells"), list):
        raise Unreadable("this is JSON, but not a notebook: it has no list of cells")
    for number, cell in enumerate(notebook["cells"], 1):
        if isinstance(cell, dict) and cell.get("cell_type") == "code":
            yield Cell(f"{name} cell {number}", _without_magics(_joined(cell.get("source", ""))))


def _joined(source: Any) -> str:
    text = "".join(map(str, source)) if isinstance(source, list) else str(source)
    return text.encode("utf-8", "replace").decode("utf-8").replace("\0", "")


def _without_magics(text: str) -> str:
    """`text` with its IPython lines blanked, so that line numbers stay true."""
    first = text.lstrip().split("\n", 1)[0]
    if first.startswith("%%") and not first.startswith(PYTHON_CELL_MAGICS):
        return ""
    try:
        ast.parse(text)
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return "\n".join(_blanked(line) for line in text.split("\n"))
    return text


def _blanked(line: str) -> str:
    if not _SHELL_LINE.match(line):
        return line
    indent = line[: len(line) - len(line.lstrip())]
    return indent + "pass" if indent else ""


def parsed(cell: Cell) -> ast.Module:
    """The syntax tree. Raises Unreadable with the line, the caret and what Python says."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            return ast.parse(cell.source, cell.label)
    except SyntaxError as error:
        raise Unreadable(_syntax_message(cell, error)) from error
    except (RecursionError, MemoryError) as error:
        raise Unreadable("it is nested too deeply for Python to read") from error
    except ValueError as error:
        raise Unreadable(f"Python cannot read it: {error}") from error


def _syntax_message(cell: Cell, error: SyntaxError) -> str:
    lines = cell.source.split("\n")
    number = min(max(error.lineno or 1, 1), len(lines))
    line = lines[number - 1]
    column = min(max((error.offset or 1) - 1, 0), 70)
    start = max(len(line[:column].rstrip("\n")) - 60, 0)
    shown = line[start : start + 76].expandtabs(1)
    place = f"{cell.label}, line {number}"
    return f"{place}: {type(error).__name__}: {error.msg}\n    {shown}\n    {' ' * (column - start)}^"


def defined_names(tree: ast.Module) -> list[str]:
    """Names that the module's own statements bind: `def`, `class`, assignment, `import`; also inside `if`, `try`, `with`."""
    found: list[str] = []
    for statement in _statements(tree.body):
        if isinstance(statement, (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)):
            found.append(statement.name)
        elif isinstance(statement, (ast.Assign, ast.AnnAssign, ast.AugAssign)):
            found += [node.id for node in _targets(statement) if isinstance(node, ast.Name)]
        elif isinstance(statement, ast.ImportFrom):
            found += [alias.asname or alias.name for alias in statement.names]
    return list(dict.fromkeys(found))


def _statements(body: list[ast.stmt]) -> Iterator[ast.stmt]:
    stack = list(reversed(body))
    while stack:
        statement = stack.pop()
        yield statement
        for field in ("finalbody", "orelse", "body"):
            inner = getattr(statement, field, [])
            if not isinstance(statement, (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)) and isinstance(
                inner, list
            ):
                stack += reversed(inner)
        stack += [line for handler in getattr(statement, "handlers", []) for line in reversed(handler.body)]


def _targets(statement: ast.Assign | ast.AnnAssign | ast.AugAssign) -> Iterator[ast.expr]:
    pending = list(statement.targets) if isinstance(statement, ast.Assign) else [statement.target]
    while pending:
        target = pending.pop(0)
        if isinstance(target, (ast.Tuple, ast.List)):
            pending += target.elts
        else:
            yield target


def imported_modules(tree: ast.Module) -> list[str]:
    """First parts of the modules that the file imports anywhere."""
    found: list[str] = []
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            found += [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            found += [node.module] if node.module else [alias.name for alias in node.names]
    return sorted({name.split(".")[0] for name in found})
