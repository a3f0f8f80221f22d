"""A learner's exception as plain data: its class names, its text, and the learner's own lines, those of a recursion once."""

from __future__ import annotations

import types
from collections.abc import Iterator
from itertools import zip_longest

from grader import wire

MAX_FRAMES = 12
_sources: dict[str, list[str]] = {}


def keep_source(cell: wire.Cell) -> None:
    """Keep a text that is about to run, to show the lines of it that a traceback goes through; cells of one file add up."""
    before, lines = _sources.get(cell.label, []), cell.source.split("\n")
    _sources[cell.label] = [new or old for new, old in zip_longest(lines, before, fillvalue="")]


def forget() -> None:
    """Drop the texts of the files that were run."""
    _sources.clear()


_str, _type = str, type


def describe_exception(error: BaseException) -> wire.Raised:
    """The exception as plain data; an exception that misbehaves while being printed is still only data."""
    try:
        text = wire.clean_text(_str(error))
    except BaseException:
        text = "(its text cannot be printed)"
    try:
        frames = list(_frames(error))
    except BaseException:
        frames = []
    return wire.Raised(_class_names(error), text, frames)


def _class_names(error: BaseException) -> list[str]:
    name = type.__dict__["__name__"].__get__
    return [wire.clean_text(name(cls), 80) for cls in type.__dict__["__mro__"].__get__(_type(error))[:10]]


def _frames(error: BaseException) -> Iterator[wire.Frame]:
    """The learner's own lines, the outermost first; of a deep recursion each line once, with a count."""
    frames: list[wire.Frame] = []
    trace = error.__traceback__
    while trace is not None:
        if trace.tb_frame.f_code.co_filename in _sources:
            frames.append(_line_frame(trace))
            _fold(frames)
        trace = trace.tb_next
    return iter(frames if len(frames) <= MAX_FRAMES else frames[:4] + frames[4 - MAX_FRAMES :])


def _line_frame(trace: types.TracebackType) -> wire.Frame:
    code, number = trace.tb_frame.f_code, trace.tb_lineno
    lines = _sources[code.co_filename]
    line = lines[number - 1].strip() if 0 < number <= len(lines) else ""
    return wire.Frame(code.co_filename, number, wire.clean_text(code.co_name, 80), wire.clean_text(line, 200))


def _fold(found: list[wire.Frame]) -> None:
    """Where the last frames repeat those before them, count them there instead: functions that call one another, up to three."""
    for length in (1, 2, 3):
        last, before = found[-length:], found[-2 * length : -length]
        if len(before) == length and all(map(_is_same_line, last, before)):
            counted = [wire.Frame(f.file, f.line, f.function, f.source, f.times + 1) for f in before]
            found[-2 * length :] = counted
            return


def _is_same_line(last: wire.Frame, before: wire.Frame) -> bool:
    return (last.file, last.line, last.function) == (before.file, before.line, before.function) and last.times == 1
