"""A submission's bytes -> the cells of code to run, and what they define and import. Nothing is run here.

This runs in the worker, before any of the learner's code: a text that breaks a parser breaks a process that may die.
"""

from __future__ import annotations

import opcode
import re
import tokenize
from codecs import BOM_UTF8
from collections.abc import Iterator
from io import BytesIO
from types import CodeType
from typing import Any

from grader.wire import Cell

# Cell magics whose body is ordinary Python; the body of any other (%%bash, %%html, ...) is passed over.
PYTHON_CELL_MAGICS = ("%%time", "%%timeit", "%%capture", "%%prun")
_SHELL_LINE = re.compile(r"^\s*(?:[%!?]|.*\S\?{1,2}\s*$)")


class UnreadableSource(Exception):
    """The file is not Python, or not a notebook; the text says what and where."""


def cells(name: str, content: bytes) -> list[Cell]:
    """The code of a .py file (one cell) or of a notebook (its code cells in order). Raises Unreadable."""
    if name.endswith(".ipynb"):
        return list(_notebook_cells(name, content))
    return [Cell(name, _decode(content))]


def _decode(content: bytes) -> str:
    if b"\0" in content:
        raise UnreadableSource("it holds null bytes: this is not a text file")
    try:
        encoding = "utf-8"
        if b"coding" in content or content.startswith(
            BOM_UTF8
        ):  # rare, and to look for it properly costs a worker dear
            encoding, _ = tokenize.detect_encoding(BytesIO(content).readline)
        return content.decode(encoding).replace("\r\n", "\n").replace("\r", "\n")
    except UnicodeDecodeError as error:
        line = content[: error.start].count(b"\n") + 1
        raise UnreadableSource(f"line {line} is not valid {error.encoding.upper()}: save the file as UTF-8") from error
    except (SyntaxError, LookupError) as error:
        raise UnreadableSource(f"its encoding cannot be told ({error}): save the file as UTF-8") from error


def _notebook_cells(name: str, content: bytes) -> Iterator[Cell]:
    import json  # here, since most submissions are no notebooks

    try:
        notebook = json.loads(content)
    except (ValueError, RecursionError) as error:
        raise UnreadableSource(
            f"this notebook is not valid JSON ({type(error).__name__}: {str(error)[:80]})"
        ) from error
    if not isinstance(notebook, dict) or not isinstance(notebook.get("cells"), list):
        raise UnreadableSource("this is JSON, but not a notebook: it has no list of cells")
    for number, cell in enumerate(notebook["cells"], 1):
        if isinstance(cell, dict) and cell.get("cell_type") == "code":
            yield Cell(f"{name} cell {number}", _without_magics(_join_lines(cell.get("source", ""))))


def _join_lines(source: Any) -> str:
    text = "".join(map(str, source)) if isinstance(source, list) else str(source)
    return text.encode("utf-8", "replace").decode("utf-8").replace("\0", "")


def _without_magics(text: str) -> str:
    """`text` with its IPython lines blanked, so that line numbers stay true."""
    first = text.lstrip().split("\n", 1)[0]
    if first.startswith("%%") and not first.startswith(PYTHON_CELL_MAGICS):
        return ""
    try:
        compile_source(Cell("cell", text))
    except UnreadableSource:
        return "\n".join(_blank(line) for line in text.split("\n"))
    return text


def _blank(line: str) -> str:
    if not _SHELL_LINE.match(line):
        return line
    indent = line[: len(line) - len(line.lstrip())]
    return indent + "pass" if indent else ""


def compile_source(cell: Cell) -> CodeType:
    """The cell's code, ready to run. Raises Unreadable with the line, the caret and what Python says."""
    try:
        return compile(cell.source, cell.label, "exec", dont_inherit=True)
    except SyntaxError as error:
        raise UnreadableSource(_syntax_message(cell, error)) from error
    except (RecursionError, MemoryError) as error:
        raise UnreadableSource("it is nested too deeply for Python to read") from error
    except ValueError as error:
        raise UnreadableSource(f"Python cannot read it: {error}") from error


def _syntax_message(cell: Cell, error: SyntaxError) -> str:
    lines = cell.source.split("\n")
    number = min(max(error.lineno or 1, 1), len(lines))
    line = lines[number - 1]
    column = min(max((error.offset or 1) - 1, 0), 70)
    start = max(len(line[:column].rstrip("\n")) - 60, 0)
    shown = line[start : start + 76].expandtabs(1)
    place = f"{cell.label}, line {number}"
    return f"{place}: {type(error).__name__}: {error.msg}\n    {shown}\n    {' ' * (column - start)}^"


def names_defined(code: CodeType) -> list[str]:
    """Names that the module's own statements bind: `def`, `class`, assignment, `from ... import`, also inside `if` or `try`.

    Read from the compiled code, which is there anyway: a syntax tree costs as much again as everything else a worker does.
    """
    steps = list(_named_chain(code))
    plain_imports = {place + 1 for place, (step, _) in enumerate(steps) if step == "IMPORT_NAME"}
    bound = (name for place, (step, name) in enumerate(steps) if step in BINDING and place not in plain_imports)
    return list(dict.fromkeys(bound))


def unreachable_names(cell: Cell) -> list[str]:
    """Names after `def` and `class` at the start of a line: for a file whose code never gets to them, as after `while True: pass`."""
    return re.findall(r"^(?:async def|def|class)[ \t]+(\w+)", cell.source, re.MULTILINE)


def modules_imported(code: CodeType) -> list[str]:
    """First parts of the modules that the file imports anywhere; of `from . import a`, the names."""
    found: set[str] = set()
    pending = [code]
    while pending:
        part = pending.pop()
        module = ""
        for step, name in _named_chain(part):
            if step == "IMPORT_NAME":
                module = name
            found |= {name} if step == "IMPORT_NAME" or (step == "IMPORT_FROM" and not module) else set()
        pending += [constant for constant in part.co_consts if isinstance(constant, CodeType)]
    return sorted({name.split(".")[0] for name in found} - {""})


BINDING = ("STORE_NAME", "STORE_GLOBAL")
_STEPS = {opcode.opmap[name]: name for name in (*BINDING, "IMPORT_NAME", "IMPORT_FROM")}


def _named_chain(code: CodeType) -> Iterator[tuple[str, str]]:
    """(step, name) of the steps of compiled code that import or bind a name."""
    extended = 0
    for step, argument in zip(code.co_code[::2], code.co_code[1::2], strict=True):
        argument |= extended
        extended = argument << 8 if step == opcode.EXTENDED_ARG else 0
        if step in _STEPS:
            yield _STEPS[step], code.co_names[argument]
