"""A derivation in the file of its exercise: read, and written back so that nothing else in the file changes.

The text is found by Python's own parser and changed in its place; what comes out is parsed again and must be the same program but for
this text. Where that cannot be had (a file that cannot be read as Python, a text put together by code) nothing is written.
"""

from __future__ import annotations

import ast
import io
import json
import tokenize
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from grader.exercise.catalogue import DERIVATION
from nncli.ui.files import write_bytes_atomically

INDENT = " " * 8


class NotWritable(Exception):
    """The derivation cannot be written into the file; the text says why. The file is as it was."""


def read_lines(path: Path, key: str) -> list[str]:
    """The lines of a derivation, comments among them; none where there is no file or no such text. Raises NotWritable."""
    if not path.exists():
        return []
    value = _value_of(_find(_cell_with(_sources(_content(path), path)), key))
    return value.split("\n") if value is not None else []


def write_lines(path: Path, key: str, before: Sequence[str], lines: Sequence[str]) -> None:
    """Put the lines of a derivation in the place of those that were there `before`. Raises NotWritable."""
    if read_lines(path, key) != list(before):
        raise NotWritable(f"{path} was changed while you derived")
    content = _content(path)
    sources = _sources(content, path)
    old = _cell_with(sources)
    new = replace_lines(old, key, lines)
    try:
        text = _in_notebook(content, old, new) if path.suffix == ".ipynb" else new
        data = text.encode(_encoding(content, path))
        write_bytes_atomically(path.resolve(), [data])
    except UnicodeEncodeError as error:
        raise NotWritable(f"{path} is written in {error.encoding}, which has no {error.object[error.start]}") from None
    except OSError as error:
        raise NotWritable(f"{path} cannot be written: {error.strerror}") from None


def replace_lines(source: str, key: str, lines: Sequence[str]) -> str:
    """The program with other lines in DERIVATION[key], which is added where there is none. Raises NotWritable."""
    target = _find(source, key)
    newline = "\r\n" if "\r\n" in source else "\n"
    rows = [INDENT + _escape(line.strip()) if line.strip() else "" for line in lines]
    literal = f'"""{newline.join(["", *rows, "    "])}"""'
    if isinstance(target, ast.Constant):
        start, end = _span(source, target)
        new = source[:start] + literal + source[end:]
    else:
        new = _with_entry(source, target, f'"{key}": {literal}', newline)
    _check_rest(source, new, key)
    return new


def _escape(line: str) -> str:
    """The line as it stands between three quotes."""
    plain = line.replace("\\", "\\\\").replace('"""', '\\"\\"\\"')
    return "".join(c if c.isprintable() or c == "\t" else c.encode("unicode_escape").decode() for c in plain)


def _with_entry(source: str, found: ast.Dict | None, entry: str, newline: str) -> str:
    """The program with a further entry in its dict, or with a dict of its own at the end."""
    if found is None:
        gap = newline * 3 if source.strip() else ""
        return f"{source.rstrip()}{gap}{DERIVATION} = {{{newline}    {entry},{newline}}}{newline}"
    if not found.values:
        start, _ = _span(source, found)
        return f"{source[: start + 1]}{newline}    {entry},{newline}{source[start + 1 :]}"
    _, end = _span(source, found.values[-1])
    return f"{source[:end]},{newline}    {entry}{source[end:]}"


def _find(source: str, key: str) -> ast.Constant | ast.Dict | None:
    """The text of a derivation; the dict where it has no such text; None where there is no dict. Raises NotWritable."""
    dicts = [
        node.value
        for node in _parse(source).body
        if isinstance(node, ast.Assign) and any(isinstance(t, ast.Name) and t.id == DERIVATION for t in node.targets)
    ]
    if not dicts:
        return None
    place = dicts[-1]
    if not isinstance(place, ast.Dict):
        raise NotWritable(f"{DERIVATION} is not written as a dict")
    for name, value in zip(place.keys, place.values, strict=True):
        if isinstance(name, ast.Constant) and name.value == key:
            if isinstance(value, ast.Constant) and (value.value is None or isinstance(value.value, str)):
                return value
            raise NotWritable(f'{DERIVATION}["{key}"] is put together by code')
    return place


def _value_of(found: ast.Constant | ast.Dict | None) -> str | None:
    return found.value if isinstance(found, ast.Constant) and isinstance(found.value, str) else None


def _parse(source: str) -> ast.Module:
    try:
        return ast.parse(source)
    except (SyntaxError, ValueError, RecursionError, MemoryError) as error:
        line = getattr(error, "lineno", None)
        raise NotWritable(f"it cannot be read as Python{f', line {line}' if line else ''}") from None


def _span(source: str, node: ast.expr) -> tuple[int, int]:
    """Where a node begins and ends, in characters; the parser counts lines, and bytes in a line."""
    lines = _physical_lines(source)

    def place(number: int, offset: int) -> int:
        return sum(map(len, lines[: number - 1])) + len(lines[number - 1].encode()[:offset].decode())

    return place(node.lineno, node.col_offset), place(node.end_lineno or 0, node.end_col_offset or 0)


def _physical_lines(source: str) -> list[str]:
    """The lines as the parser counts them: ended by \\n, \\r\\n or \\r and by nothing else."""
    return io.StringIO(source, newline="").readlines()


def _check_rest(old: str, new: str, key: str) -> None:
    """Raises NotWritable where more than the one text would change."""
    if _without(old, key) != _without(new, key):
        raise NotWritable("it would change more than the derivation")


def _without(source: str, key: str) -> list[str]:
    """The program without this entry of the dict, and without a dict that is then empty."""
    tree = _parse(source)
    for node in list(tree.body):
        if not isinstance(node, ast.Assign) or not isinstance(node.value, ast.Dict):
            continue
        if not any(isinstance(target, ast.Name) and target.id == DERIVATION for target in node.targets):
            continue
        found = node.value
        kept = [
            place for place, name in enumerate(found.keys) if not (isinstance(name, ast.Constant) and name.value == key)
        ]
        found.keys, found.values = [found.keys[place] for place in kept], [found.values[place] for place in kept]
        if not kept:
            tree.body.remove(node)
    return [ast.dump(node) for node in tree.body]


# --------------------------------------------------------------------------------------------------------------------- files


def _content(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise NotWritable(f"{path} cannot be read: {error.strerror}") from None


def _encoding(content: bytes, path: Path) -> str:
    """The encoding in which the file is written. Raises NotWritable."""
    if path.suffix == ".ipynb":
        return "utf-8"
    try:
        return tokenize.detect_encoding(io.BytesIO(content).readline)[0]
    except SyntaxError as error:
        raise NotWritable(f"{path} cannot be read: {error}") from None


def _sources(content: bytes, path: Path) -> list[str]:
    """The programs in a file: itself, or the code cells of a notebook. Raises NotWritable."""
    try:
        if path.suffix != ".ipynb":
            return [content.decode(_encoding(content, path))]
        return [source for cell in _cells(json.loads(content)) if (source := _source_of(cell)) is not None]
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError) as error:
        raise NotWritable(f"{path} cannot be read: {type(error).__name__}") from None


def _cells(notebook: Any) -> list[dict[str, Any]]:
    return [cell for cell in notebook["cells"] if cell.get("cell_type") == "code"]


def _source_of(cell: dict[str, Any]) -> str | None:
    source = cell.get("source")
    return "".join(source) if isinstance(source, list) else source if isinstance(source, str) else None


def _cell_with(sources: list[str]) -> str:
    """The program that holds the derivations; the last one where none does."""
    return next((source for source in reversed(sources) if f"{DERIVATION} =" in source), sources[-1] if sources else "")


def _in_notebook(content: bytes, old: str, new: str) -> str:
    """The notebook with one cell changed, written as Jupyter writes it."""
    notebook = json.loads(content)
    for cell in reversed(_cells(notebook)):
        if _source_of(cell) == old:
            cell["source"] = new.splitlines(keepends=True) if isinstance(cell["source"], list) else new
            break
    else:
        raise NotWritable("the notebook has no code cell to write into")
    return json.dumps(notebook, indent=1, ensure_ascii=False) + "\n"
