"""A notebook's bytes -> its cells of Python, in order. Formats 1 to 4 are read; cells in another language are passed over."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from grader.wire import Cell
from grader.worker.ipython import python_of
from grader.worker.special_syntax import used_names

PYTHON = frozenset({"", "python", "python3", "ipython", "ipython3", "pyspark", "sos"})
# Where editors write down a cell's own language: VS Code, Polyglot Notebooks, SoS, Synapse.
CELL_LANGUAGES = (
    ("vscode", "languageId"), ("polyglot_notebook", "kernelName"), ("dotnet_interactive", "language"), ("kernel",),
    ("microsoft", "language"),
)  # fmt: skip
ADVICE = "open it in Jupyter and save it again"


class NoNotebook(Exception):
    """The bytes are no notebook that can be read; the text says why."""


def cells_of(name: str, content: bytes) -> Iterator[Cell]:
    """The cells of Python, labelled as a learner counts them: every cell of the notebook. Raises NoNotebook."""
    notebook = _parse(content)
    taken: set[str] = set()
    for number, cell in enumerate(_all_cells(notebook), 1):
        if isinstance(cell, dict) and cell.get("cell_type") == "code" and _is_python(cell):
            text = python_of(_source(cell), taken)
            taken |= used_names(text)
            yield Cell(f"{name} cell {number}", text, notebook=True)


def _parse(content: bytes) -> dict[str, Any]:
    import json  # here, since most submissions are no notebooks

    try:
        notebook = json.loads(content)
    except (ValueError, RecursionError) as error:
        reason = f"this notebook is not valid JSON ({type(error).__name__}: {str(error)[:80]})"
        raise NoNotebook(f"{reason}: {ADVICE}") from error
    if not isinstance(notebook, dict) or not any(
        isinstance(notebook.get(key), list) for key in ("cells", "worksheets")
    ):
        raise NoNotebook(f"this is JSON, but not a notebook: it has no list of cells; {ADVICE}")
    if (language := _language(notebook)) not in PYTHON:
        raise NoNotebook(f"this notebook is written in {language[:40]}; answers are read in Python")
    return notebook


def _all_cells(notebook: dict[str, Any]) -> list[Any]:
    """Of formats 2 and 3, the cells of each worksheet."""
    if isinstance(notebook.get("cells"), list):
        return list(notebook["cells"])
    sheets = [sheet for sheet in notebook["worksheets"] if isinstance(sheet, dict)]
    return [cell for sheet in sheets if isinstance(sheet.get("cells"), list) for cell in sheet["cells"]]


def _at(record: Any, *keys: str) -> str:
    """The word at the end of a path of keys, in small letters; empty where there is none."""
    for key in keys:
        record = record.get(key) if isinstance(record, dict) else None
    return record.lower() if isinstance(record, str) else ""


def _language(notebook: dict[str, Any]) -> str:
    return _at(notebook, "metadata", "language_info", "name") or _at(notebook, "metadata", "kernelspec", "language")


def _is_python(cell: dict[str, Any]) -> bool:
    """The cell is meant for Python, and to be run."""
    tags = cell["metadata"].get("tags") if isinstance(cell.get("metadata"), dict) else None
    if isinstance(tags, list) and "skip-execution" in tags:
        return False
    languages = [_at(cell, "language"), *(_at(cell, "metadata", *keys) for keys in CELL_LANGUAGES)]
    return all(language in PYTHON or language.startswith("python") for language in languages)


def _source(cell: dict[str, Any]) -> str:
    """The text of a cell: `source`, before format 4 `input`, in format 1 `code`."""
    source = next((cell[key] for key in ("source", "input", "code") if key in cell), "")
    text = "".join(map(str, source)) if isinstance(source, list) else str(source)
    return text.encode("utf-8", "replace").decode("utf-8").replace("\0", "").replace("\r\n", "\n").replace("\r", "\n")
