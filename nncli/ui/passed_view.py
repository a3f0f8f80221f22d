"""A report in which all is right, as text: what `render.py` shows of it, without loading rich, which takes as long as to grade it.

None is returned wherever the layout takes more than that: a line that does not fit, a sign that may be two columns wide, anything beside
passed cases. Then rich lays it out.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator

from grader.report import ExerciseReport, Outcome, Report, TargetReport
from grader.text.cleaning import visible, without_commands
from grader.text.numbers import points_text

GAP, INDENT = 2, 2
CODES = {"bold": "1", "green": "32", "dim": "2", "bold green": "1;32", "bold cyan": "1;36"}
# Where the environment may overrule what the output is, rich is asked.
OVERRULING = ("FORCE_COLOR", "TTY_COMPATIBLE", "TTY_INTERACTIVE")
OF_A_TERMINAL = ("NO_COLOR", "COLUMNS", "LINES")
Paint = Callable[[str, str], str]


class TooWide(Exception):
    """A line does not fit."""


def passed_text(report: Report, quiet: bool, only_failures: bool) -> str | None:
    """The text for standard output, with colours where it is a terminal; None where rich must lay it out."""
    if not _is_plainly_passed(report) or (width := _width()) is None:
        return None
    is_terminal = sys.stdout.isatty()
    try:
        lines = list(_lines(report, quiet, only_failures, width, _in_colour if is_terminal else _plain))
    except TooWide:
        return None
    text = "".join(f"{line.rstrip()}\n" for line in lines)
    return text if is_terminal else without_commands(text)


def _is_plainly_passed(report: Report) -> bool:
    targets = [target for exercise in report.exercises for target in exercise.targets]
    beside = [
        report.problem,
        report.notes,
        *(exercise.mistakes or exercise.printed.strip() for exercise in report.exercises),
    ]
    return (
        bool(targets)
        and report.isolation.level == "strong"
        and not any(beside)
        and all(case.outcome is Outcome.PASSED for target in targets for case in target.cases)
        and all(exercise.outcome is Outcome.PASSED for exercise in report.exercises)
        and not any(target.derivation for target in targets)
    )


def _width() -> int | None:
    """The columns of standard output; None where rich must find out."""
    if sys.stdout is None or os.name == "nt" or any(name in os.environ for name in OVERRULING):
        return None
    if not sys.stdout.isatty():
        return width_asked()
    if os.environ.get("TERM", "").lower() in ("dumb", "unknown") or any(name in os.environ for name in OF_A_TERMINAL):
        return None
    try:
        return os.get_terminal_size(0).columns or None
    except OSError:  # standard input is no terminal
        return None


def width_asked() -> int:
    """Columns where the output is no terminal: those of COLUMNS, from 20 to 300, else 80."""
    asked = os.environ.get("COLUMNS", "")
    return min(max(int(asked), 20), 300) if asked.isdecimal() and len(asked) < 6 else 80


def _plain(text: str, style: str) -> str:
    return text


def _in_colour(text: str, style: str) -> str:
    return f"\033[{CODES[style]}m{text}\033[0m"


def _columns(text: str) -> int:
    """Raises TooWide where a sign may not be one column wide."""
    if not all(
        " " <= sign <= "~" or ("\xa1" <= sign < "\u0300" and sign != "\xad") or "α" <= sign <= "ω" for sign in text
    ):
        raise TooWide
    return len(text)


def _lines(report: Report, quiet: bool, only_failures: bool, width: int, paint: Paint) -> Iterator[str]:
    for exercise in report.exercises:
        yield _headline(exercise, width, paint)
        if not quiet:
            for target in exercise.targets if not only_failures else ():
                yield from _target(target, width - INDENT, paint)
            yield ""
    if len(report.exercises) > 1 and not quiet:
        yield paint(f"Score {_of(report.score, report.max_score)}", "bold")


def _of(score: float, full: float) -> str:
    return f"{points_text(score)} of {points_text(full)}"


def _headline(exercise: ExerciseReport, width: int, paint: Paint) -> str:
    """What it is on the left, its points on the right."""
    title, source = (
        f"Exercise {exercise.label}  {exercise.title}",
        f"  {visible(exercise.source)}" if exercise.source else "",
    )
    words, points = f"{exercise.words}  ", _of(exercise.score, exercise.max_score)
    room = width - _columns(title + source) - len(words + points)
    if room < GAP:
        raise TooWide
    left = paint(title, "bold") + (paint(source, "dim") if source else "")
    return left + " " * room + paint(words, "green") + paint(points, "bold green")


def _target(target: TargetReport, width: int, paint: Paint) -> Iterator[str]:
    """Its name, and its cases behind their marks, as many to a line as fit."""
    points = f"  {_of(target.score, target.max_score)}"
    if _columns(target.name + points) > width:
        raise TooWide
    yield ""
    yield " " * INDENT + paint(target.name, "bold cyan") + points
    line, used = "", 0
    for name in map(visible, (case.name for case in target.cases)):
        columns = GAP + _columns(name)
        if columns > width:
            raise TooWide
        if used and used + GAP + columns > width:
            yield line
            line, used = "", 0
        line += " " * (GAP if used else INDENT) + paint("✓ ", "green") + name
        used += columns + (GAP if used else 0)
    yield line
