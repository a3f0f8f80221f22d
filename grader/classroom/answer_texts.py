"""What a learner wrote for each exercise, as text to compare: of a file that attempts several, the definitions that each asks for."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress

from grader.classroom.copies import Fingerprint, fingerprint
from grader.exercise.catalogue import Entry, entries
from grader.exercise.entry import TOP_LEVEL
from grader.judging.share import TooCostly, limit_share, spend
from grader.report import Report
from grader.submissions.submission import Source

MAX_NOTEBOOK = 4 << 20
MAX_CELLS = 2_000
COMPARING = 2.0  # seconds of the judge's processor for all texts of one submission
CONTINUES = " \t)]}#\"'"  # a line that begins with one of these belongs to what stands above it
COMMANDS = ("%", "!", "?")  # lines for the notebook itself


def answer_fingerprints(
    sources: Iterable[Source], report: Report, seconds: float = COMPARING
) -> dict[int, Fingerprint]:
    """Of every exercise that was begun, by number; of a submission that takes longer than any answer does, of the first ones."""
    found: dict[int, Fingerprint] = {}
    with suppress(TooCostly), limit_share(seconds):
        texts = {source.name: source_text(source) for source in sources}
        for number, text in _texts_by_exercise(texts, report):
            if made := fingerprint(text):
                found[number] = made
    return found


def _texts_by_exercise(texts: Mapping[str, str], report: Report) -> Iterator[tuple[int, str]]:
    known = {entry.number: entry for entry in entries()}
    for one in report.exercises:
        spend()
        name = one.source or next(iter(texts), "")
        beside = sum(other.source == one.source for other in report.exercises)
        if one.not_started or not texts.get(name) or (not one.source and len(texts) > 1):
            continue
        shared = beside > 1 and one.number in known
        yield one.number, definitions(texts[name], known[one.number]) if shared else texts[name]


def solution_digests(entry: Entry) -> frozenset[str]:
    """Of the worked solution as a whole and of its definitions alone; empty where there is none here."""
    if not entry.solution.is_file():
        return frozenset()
    text = entry.solution.read_text(encoding="utf-8")
    made = (fingerprint(text), fingerprint(definitions(text, entry)))
    return frozenset(one.digest for one in made if one)


def source_text(source: Source) -> str:
    """The text of a .py file, or of a notebook's cells of code; empty where a notebook cannot be read. Nothing is parsed or run."""
    if not source.name.endswith(".ipynb"):
        return source.content.decode("utf-8", "replace")
    with suppress(ValueError, RecursionError, MemoryError):
        if len(source.content) <= MAX_NOTEBOOK:
            return "\n".join(_cells(json.loads(source.content, parse_int=float)))  # of an int, old Pythons count long
    return ""


def _cells(notebook: object) -> Iterator[str]:
    cells = notebook.get("cells") if isinstance(notebook, Mapping) else None
    for cell in cells[:MAX_CELLS] if isinstance(cells, list) else ():
        if isinstance(cell, Mapping) and cell.get("cell_type") == "code":
            source = cell.get("source")
            lines = source if isinstance(source, list) else [source]
            text = "".join(line for line in lines if isinstance(line, str))
            yield "\n".join(line for line in text.split("\n") if not line.lstrip().startswith(COMMANDS))


def definitions(text: str, entry: Entry) -> str:
    """The parts of a text that define what the exercise asks for."""
    return "\n".join(part for name, part in _parts(text) if name in entry.names)


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
    match = TOP_LEVEL.match(line)
    return (match[1] or match[2]) if match else ""
