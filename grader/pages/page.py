"""Pages by Jinja2, everything escaped: a report with its pictures, or pictures alone. One file each, which a browser opens from disk."""

from __future__ import annotations

import time
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import msgspec

from grader.drawing.pictures import Picture, join_undrawn
from grader.drawing.svg import inline_svg
from grader.formats.sentences import case_sentence, frames, idle_sentence, points, short, wrong
from grader.report import ExerciseReport, Outcome, Report, TargetReport, Verdict
from grader.text.cleaning import visible
from grader.text.markup import html_with_code

if TYPE_CHECKING:
    from jinja2 import Environment

TEMPLATES = Path(__file__).with_name("templates")
MOST_BYTES = 1_000_000
DRAWING = 60.0  # seconds of the processor for all pictures of a page
LEFT_OUT = "left out, so that the page stays small; nncli draw shows it"
MOST_CASES = 2  # that did not pass, of a target on a brief page


@cache
def environment() -> Environment:
    """Jinja2's, with autoescape on. Raises ImportError without Jinja2."""
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    made = Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.filters.update(
        short=short,
        idle=idle_sentence,
        sentence=case_sentence,
        frames=frames,
        points=points,
        formula=_formula,
        plain=_plain,
        code=_code,
    )
    made.globals.update(Outcome=Outcome)
    return made


def _plain(text: str) -> str:
    """Lines in which every character shows itself: none turns the reading direction round, none is a control."""
    return visible(text, keep_lines=True)


def _code(text: str) -> str:
    """A sentence with its code in backticks marked up; the rest is escaped."""
    from markupsafe import Markup

    return Markup(html_with_code(_plain(text)))


def _formula(line: str) -> str:
    """A line of a derivation as MathML of ours where it can be read, else as text, which the template escapes."""
    from markupsafe import Markup

    from grader.derivation.typesetting import typeset_line  # for speed: few reports hold a derivation

    formula = typeset_line(line)
    return Markup(formula) if formula else short(line)


class PageRoom:
    """What the pictures of a page may take: bytes, and seconds of the processor to draw them. What has no room is said, and not kept."""

    def __init__(self, most: int) -> None:
        self.left, self.end = most, time.thread_time() + DRAWING

    def take(self, picture: Picture, prefix: str) -> tuple[Any, str]:
        """The SVG, or the reason why there is none."""
        if self.left <= 0 or time.thread_time() > self.end:
            return None, LEFT_OUT
        svg, reason = _svg_of(picture, prefix)
        size = len(str(svg or "").encode())
        if size > self.left:
            return None, LEFT_OUT
        self.left -= size
        return svg, reason


def figures(pictures: Sequence[Picture], room: PageRoom, start: int = 1) -> list[dict[str, Any]]:
    """What a template needs of each picture: its SVG is ours, all else is text. `start` numbers them on the page."""
    figures = []
    for number, picture in enumerate(join_undrawn(pictures), start):
        svg, reason = room.take(picture, f"picture{number}-")
        figures.append({"name": picture.view.name, "says": picture.view.says, "svg": svg, "reason": reason})
    return figures


def _svg_of(picture: Picture, prefix: str) -> tuple[Any, str]:
    """The SVG, or the reason why there is none: no picture may cost the page."""
    from markupsafe import Markup

    if picture.data is None:
        return None, visible(picture.reason)
    try:
        return Markup(inline_svg(picture, prefix)), ""
    except ImportError as error:
        return None, f"pictures need nncli[pages]: {error.name} is missing"
    except Exception as error:  # matplotlib's, of numbers that a learner's code chose
        return None, f"these numbers cannot be drawn ({type(error).__name__})"


def pictures_page(pictures: Sequence[Picture], title: str = "Pictures") -> str:
    """Pictures alone."""
    drawn = figures(pictures, PageRoom(MOST_BYTES - 50_000))
    return environment().get_template("pictures.html").render(title=title, figures=drawn)


def report_page(
    report: Report,
    pictures: Mapping[int, Sequence[Picture]] | None = None,
    hints: Mapping[int, Sequence[str]] | None = None,
    brief: bool = False,
) -> str:
    """A report with the pictures and the folded hints of each exercise, by its number; `brief` leaves out what passed."""
    page = environment().get_template("report.html")
    known: dict[str, Any] = {
        "title": short(report.name),
        "report": report,
        "hints": hints or {},
        "next_step": _next_step,
    }
    known["brief"] = _brief if brief else None
    bare = page.render(**known, pictures={})
    if not pictures:
        return bare
    room = PageRoom(MOST_BYTES - len(bare.encode()) - 10_000)
    drawn = {number: figures(of, room, 100 * number) for number, of in pictures.items()}
    return page.render(**known, pictures=drawn)


class BriefExercise(msgspec.Struct, frozen=True):
    """The parts of an exercise that passed, and of each other part its first wrong cases and how many more there are."""

    number: int
    passed: list[TargetReport]
    wrong: list[tuple[TargetReport, list[Verdict], int]]


def _brief(exercise: ExerciseReport) -> BriefExercise:
    found = BriefExercise(exercise.number, [], [])
    for target in exercise.targets:
        if target.outcome is Outcome.PASSED:
            found.passed.append(target)
        else:
            cases = wrong(target)
            found.wrong.append((target, cases[:MOST_CASES], max(0, len(cases) - MOST_CASES)))
    return found


def _next_step(exercise: ExerciseReport) -> str:
    return "" if exercise.outcome is Outcome.PASSED else f"nncli hint {exercise.label}"
