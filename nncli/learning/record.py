"""A learner's progress: a small file of best scores, attempts and hints. It proves nothing: marks that count are given by a teacher.

    {"schema": "nncli/progress/1", "exercises": {"multiply_gate": {"score": 3.0, "max_score": 3.0, "passed": true,
     "date": "2026-03-01T10:00:00+00:00", "version": "d1c4...", "attempts": 4, "hints": 1}}, "last": "multiply_gate"}

It is written as a whole. A damaged file is set aside; where there is no home folder, nothing is remembered and all else works.
"""

# For speed, the annotations of the tuples here are types: texts would be compiled one by one.
import contextlib
import os
from collections.abc import Callable, Mapping
from datetime import datetime, timezone
from pathlib import Path
from types import MappingProxyType
from typing import Any, NamedTuple

from grader.exercise.catalogue import Entry
from grader.text.json_text import json_text, parse_json
from nncli.learning.state import exclusive, state_folder
from nncli.ui.files import set_aside, write_atomically

SCHEMA = "nncli/progress/1"
DAMAGE = (ValueError, RecursionError)  # what reading a file raises that is no record


class Mark(NamedTuple):
    """What is remembered of one exercise. `version` is that of the exercise when the best score was won; `broken` says that it passed in
    this version, and that the last attempt did not.
    """

    score: float = 0.0
    max_score: float = 0.0
    passed: bool = False
    date: str = ""
    version: str = ""
    attempts: int = 0
    hints: int = 0
    broken: bool = False


NOTHING = Mark()


class Record(NamedTuple):
    """Everything that is remembered: a mark for each exercise by its slug, and the one that was worked on last."""

    exercises: Mapping[str, Mark] = MappingProxyType({})
    last: str = ""

    def mark(self, slug: str) -> Mark:
        """What is remembered of an exercise; an empty mark where nothing is."""
        return self.exercises.get(slug, NOTHING)

    def with_mark(self, slug: str, mark: Mark, last: bool = True) -> "Record":
        """The record with another mark for an exercise, which is then the last one worked on."""
        return Record({**self.exercises, slug: mark}, slug if last else self.last)


def is_kept() -> bool:
    """Whether progress is kept at all: not in CI, nor where NNCLI_PROGRESS is 0."""
    return os.environ.get("NNCLI_PROGRESS", "1") != "0" and not os.environ.get("CI")


def record_file() -> Path | None:
    """Where the record is; None where nobody's home is known."""
    folder = state_folder()
    return folder / "progress.json" if folder else None


def read_record() -> Record:
    """The record as it is; an empty one where there is none, or where it cannot be read."""
    file = record_file()
    with contextlib.suppress(OSError, *DAMAGE):
        return _read_file(file) if file else Record()
    return Record()


def load_record() -> Record:
    """The record, after a word on standard error where its file was damaged and is set aside now."""
    file, problem = record_file(), ""
    try:
        return _read_file(file) if file else Record()
    except OSError:
        return Record()
    except DAMAGE:
        with contextlib.suppress(OSError):
            if file and is_kept():
                with exclusive(file):
                    problem = _set_aside_if_damaged(file)
    if problem:
        from nncli.ui.plain.messages import warn  # for speed: a sound record needs none

        warn(problem)
    return read_record()


def _read_file(file: Path) -> Record:
    """The record in its file; where there is none, the hints of an earlier version. Raises OSError and DAMAGE."""
    try:
        return parse_record(file.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return Record({slug: Mark(hints=hints) for slug, hints in _hints_before(file.parent).items()})


def parse_record(text: str) -> Record:
    """The record in the text of the file. Raises ValueError where it is none; fields of another type are left out."""
    content = parse_json(text)
    if not isinstance(content, dict) or not isinstance(content.get("exercises"), dict):
        raise ValueError("this is no record of progress")
    last = content.get("last")
    marks = {slug: _mark(value) for slug, value in content["exercises"].items() if isinstance(value, dict)}
    return Record(marks, last if isinstance(last, str) else "")


def _mark(value: dict[str, Any]) -> Mark:
    kinds = {name: type(default) for name, default in NOTHING._asdict().items()}
    kept = {name: value[name] for name, kind in kinds.items() if _fits(value.get(name), kind)}
    return Mark(**{name: kinds[name](one) for name, one in kept.items()})


def _fits(value: Any, kind: type) -> bool:
    """A text or a truth value is of its own type; a number is finite and not negative, and a whole one may be a score."""
    if kind in (int, float):
        return type(value) in (int, kind) and 0 <= value < 1e9
    return type(value) is kind


def _hints_before(folder: Path) -> dict[str, int]:
    """The hints seen, as an earlier version kept them: a file hints.json of {slug: number}."""
    with contextlib.suppress(OSError, ValueError, RecursionError):
        hints = parse_json((folder / "hints.json").read_bytes())
        if isinstance(hints, dict):
            return {slug: seen for slug, seen in hints.items() if _fits(seen, int)}
    return {}


def record_text(record: Record) -> str:
    """The file's text."""
    marks = {slug: mark._asdict() for slug, mark in sorted(record.exercises.items())}
    return json_text({"schema": SCHEMA, "exercises": marks, "last": record.last}) + "\n"


def change_record(change: Callable[[Record], Record]) -> str:
    """Change the record, alone; what went wrong as a sentence, empty where nothing did. Nothing raises: progress is a convenience."""
    file = record_file()
    if file is None or not is_kept():
        return ""
    try:
        with exclusive(file):
            said = _set_aside_if_damaged(file)
            write_atomically(file, record_text(change(read_record())))
        return said
    except OSError as error:
        return f"progress is not kept: {file} cannot be written ({error.strerror})"


def _set_aside_if_damaged(file: Path) -> str:
    try:
        parse_record(file.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return ""
    except DAMAGE:
        aside = set_aside(file, f"progress.damaged-{datetime.now(timezone.utc):%Y%m%d}")
        return f"{file} could not be read; it was set aside as {aside.name}, and a new one begun"
    return ""


def now() -> str:
    """The time, as the record writes it."""
    return datetime.now(timezone.utc).isoformat(timespec="seconds")


def after_attempt(record: Record, slug: str, score: float, max_score: float, passed: bool, version: str) -> Record:
    """The record after one graded attempt. The best score stays; a score of another version of the exercise is replaced."""
    mark = record.mark(slug)
    attempts = mark.attempts + 1
    if mark.version == version and (mark.score, mark.passed) >= (score, passed):
        return record.with_mark(slug, mark._replace(attempts=attempts, broken=mark.passed and not passed))
    better = mark._replace(score=score, max_score=max_score, passed=passed, date=now(), version=version, broken=False)
    return record.with_mark(slug, better._replace(attempts=attempts))


def after_hint(record: Record, slug: str, level: int) -> Record:
    """The record after a hint was shown."""
    mark = record.mark(slug)
    return record.with_mark(slug, mark._replace(hints=max(level, mark.hints)))


def remember_place(entry: Entry) -> str:
    """Remember the exercise that one turned to last; what went wrong as a sentence, as change_record says it."""
    return change_record(lambda record: record._replace(last=entry.slug))
