"""Pages by Jinja2, everything escaped: a report with its pictures, or pictures alone. One file each, which a browser opens from disk."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from grader.drawing.pictures import Picture
from grader.drawing.svg import picture_svg
from grader.formats.sentences import case_sentence, frames, points, short
from grader.report import ExerciseReport, Outcome, Report

if TYPE_CHECKING:
    from jinja2 import Environment

TEMPLATES = Path(__file__).with_name("templates")
MOST_BYTES = 1_000_000


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
    made.filters.update(short=short, sentence=case_sentence, frames=frames, points=points, formula=_formula)
    made.globals.update(Outcome=Outcome)
    return made


def _formula(line: str) -> str:
    """A line of a derivation as MathML of ours where it can be read, else as text, which the template escapes."""
    from markupsafe import Markup

    from grader.derivation.typesetting import typeset_line  # for speed: few reports hold a derivation

    formula = typeset_line(line)
    return Markup(formula) if formula else short(line)


def figures(pictures: Sequence[Picture]) -> list[dict[str, Any]]:
    """What a template needs of each picture: its SVG is ours, all else is text."""
    from markupsafe import Markup

    found = []
    for picture in pictures:
        svg = Markup(picture_svg(picture)) if picture.data is not None else None
        found.append({"name": picture.view.name, "says": picture.view.says, "svg": svg, "reason": picture.reason})
    return found


def pictures_page(pictures: Sequence[Picture], title: str = "Pictures") -> str:
    """Pictures alone."""
    return environment().get_template("pictures.html").render(title=title, figures=figures(pictures))


def report_page(
    report: Report, pictures: dict[int, list[Picture]] | None = None, hints: dict[int, list[str]] | None = None
) -> str:
    """A report with the pictures and the folded hints of each exercise, by its number."""
    drawn = {number: figures(of) for number, of in (pictures or {}).items()}
    return (
        environment()
        .get_template("report.html")
        .render(title=short(report.name), report=report, pictures=drawn, hints=hints or {}, next_step=_next_step)
    )


def _next_step(exercise: ExerciseReport) -> str:
    return "" if exercise.outcome is Outcome.PASSED else f"nncli hint {exercise.number}"
