"""What a learner wrote for each exercise, as text to compare: of a file that attempts several, the definitions that each asks for."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from typing import Any

import msgspec

from grader.classroom.copies import Fingerprint, fingerprint
from grader.exercise.catalogue import Entry, entries
from grader.exercise.entry import TOP_LEVEL
from grader.judging.share import TooCostly, limit_share, spend
from grader.report import MAX_NAME, ExerciseReport, Report
from grader.submissions.submission import Source
from grader.text.cleaning import bound

MAX_TEXT = 1 << 19  # characters of one file
MAX_NOTEBOOK, MAX_ODD = 10 << 20, 1 << 20  # bytes; an odd one is JSON as Python alone writes it
MAX_CELL, MAX_CELLS = 1 << 16, 2_000  # bytes of an odd cell
COMPARING = 0.5  # seconds of the judge's processor for all texts of one submission, of which sixty worked solutions take a sixth
CONTINUES = " \t)]}#\"'"  # a line that begins with one of these belongs to what stands above it
COMMANDS = ("%", "!", "?")  # lines for the notebook itself
Parts = Sequence[tuple[str, str]]


class SavedNotebook(msgspec.Struct):
    """A notebook, as far as it is looked at: pictures and other outputs are passed over as they stand."""

    cells: list[msgspec.Raw] = []


class SavedCell(msgspec.Struct):
    """A cell, as far as it is looked at."""

    cell_type: str = ""
    source: str | list[str] = ""


def answer_fingerprints(
    sources: Iterable[Source], report: Report, seconds: float = COMPARING
) -> dict[int, Fingerprint]:
    """Of every exercise that was begun, by number; of a submission that takes longer than any answer does, of the first ones."""
    found: dict[int, Fingerprint] = {}
    with suppress(TooCostly), limit_share(seconds):
        named = {bound(source.name, MAX_NAME): source for source in sources}  # as a report names them
        for number, text in _texts_by_exercise(named, report):
            if made := fingerprint(text):
                found[number] = made
    return found


def _texts_by_exercise(sources: Mapping[str, Source], report: Report) -> Iterator[tuple[int, str]]:
    """Each file is read, and cut into its parts, once."""
    attempts: dict[str, list[ExerciseReport]] = {}
    for one in report.exercises:
        if one.source or len(sources) == 1:
            attempts.setdefault(one.source or next(iter(sources)), []).append(one)
    for name, several in attempts.items():
        text = source_text(sources[name]) if name in sources else ""
        parts = list(_parts(text)) if len(several) > 1 else []
        known = {entry.number: entry for entry in entries()} if parts else {}
        for one in several if text else ():
            spend()
            if not one.not_started:
                yield one.number, _defining(parts, known[one.number]) if parts and one.number in known else text


def solution_digests(entry: Entry) -> frozenset[str]:
    """Of the worked solution as a whole and of its definitions alone; empty where there is none here."""
    if not entry.solution.is_file():
        return frozenset()
    text = entry.solution.read_text(encoding="utf-8")
    made = (fingerprint(text), fingerprint(definitions(text, entry)))
    return frozenset(one.digest for one in made if one)


def source_text(source: Source) -> str:
    """The text of a .py file, or of a notebook's cells of code; empty where a notebook cannot be read. Nothing is parsed or run."""
    spend()
    if not source.name.endswith(".ipynb"):
        return source.content[: 4 * MAX_TEXT].decode("utf-8", "replace")[:MAX_TEXT]
    with suppress(ValueError, RecursionError, MemoryError):
        if len(source.content) <= MAX_NOTEBOOK:
            return "\n".join(_code_of(_cells(source.content)))[:MAX_TEXT]
    return ""


def _cells(content: bytes) -> Iterator[object]:
    """The cells of a notebook, whatever they are. Raises ValueError, RecursionError."""
    try:
        raw = msgspec.json.decode(content, type=SavedNotebook).cells
    except (msgspec.MsgspecError, RecursionError):  # NaN, halves of characters, or no notebook
        yield from _odd_cells(content)
        return
    for cell in raw[:MAX_CELLS]:
        spend()
        try:
            yield msgspec.to_builtins(msgspec.json.decode(cell, type=SavedCell))
        except (msgspec.MsgspecError, RecursionError):
            yield _loads(bytes(cell), MAX_CELL)


def _odd_cells(content: bytes) -> Iterator[object]:
    notebook = _loads(content, MAX_ODD)
    cells = notebook.get("cells") if isinstance(notebook, Mapping) else None
    yield from cells[:MAX_CELLS] if isinstance(cells, list) else ()


def _loads(content: bytes, most: int) -> Any:
    """As Python reads it; None for more than `most` bytes. Raises ValueError, RecursionError."""
    import json  # for speed: of most notebooks, and of every file, nothing is read so

    return json.loads(content, parse_int=float) if len(content) <= most else None  # of an int, old Pythons count long


def _code_of(cells: Iterable[object]) -> Iterator[str]:
    """The text of each cell of code, as long as there is room for it."""
    left = MAX_TEXT
    for cell in cells:
        if isinstance(cell, Mapping) and cell.get("cell_type") == "code" and left > 0:
            source = cell.get("source")
            lines = source if isinstance(source, list) else [source]
            text = "".join(line for line in lines if isinstance(line, str))[:left]
            left -= len(text)
            yield "\n".join(line for line in text.split("\n") if not line.lstrip().startswith(COMMANDS))


def definitions(text: str, entry: Entry) -> str:
    """The parts of a text that define what the exercise asks for."""
    return _defining(list(_parts(text)), entry)


def _defining(parts: Parts, entry: Entry) -> str:
    return "\n".join(part for name, part in parts if name in entry.names)


def _parts(text: str) -> Iterator[tuple[str, str]]:
    """(name, text) of each statement at the top level, without its decorators; the name is empty where it defines none."""
    part: list[str] = []
    for line in text.split("\n"):
        if part and line and line[0] not in CONTINUES:
            yield _name(part[0]), "\n".join(part)
            part = []
        part.append(line)
    yield _name(part[0]), "\n".join(part)


def _name(line: str) -> str:
    match = TOP_LEVEL.match(f"\n{line}")
    return (match[1] or match[2]) if match else ""
