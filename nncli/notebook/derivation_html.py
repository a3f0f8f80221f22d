"""A derivation as HTML: each line typeset where it can be read, and how it stands to the line before."""

from __future__ import annotations

from html import escape

from grader.derivation.steps.results import DerivationResult, StepOutcome, StepResult, WaypointResult
from grader.derivation.typesetting import typeset_line
from grader.formats.sentences import short
from grader.text.markup import html_with_code

GOOD, BAD, DOUBTFUL = "#1a7f37", "#b42318", "#7a5300"  # white text on each has a contrast of at least 4.5
CHIPS = {
    StepOutcome.FOLLOWS: GOOD,
    StepOutcome.FOLLOWS_WRONG: DOUBTFUL,
    StepOutcome.RIGHT_ELSEWHERE: DOUBTFUL,
    StepOutcome.WRONG: BAD,
    StepOutcome.UNREADABLE: BAD,
}
LINE = "border-bottom:1px solid rgba(128,128,128,.35)"
CELL = f"padding:.25em .75em .25em 0;text-align:left;vertical-align:top;{LINE};background:transparent;color:inherit"


def derivation_html(result: DerivationResult, caption: str) -> str:
    """A table of the lines, what is reached and missing, and the slip of the first wrong line. `caption` is HTML."""
    head = "".join(f'<th scope="col" style="{CELL}">{name}</th>' for name in ("line", "expression", "outcome"))
    rows = "".join(map(_row, result.steps))
    table = (
        f'<table style="border-collapse:collapse;margin:.4em 0;color:inherit"><caption style="text-align:left;color:inherit;'
        f'caption-side:top;padding:0">{caption}</caption><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>'
    )
    problem = _paragraph(escape(short(result.problem))) if result.problem else ""
    return (
        f'<div style="overflow-x:auto" tabindex="0">{table}</div>{problem}{_waypoints(result.waypoints)}{_slip(result)}'
    )


def _row(step: StepResult) -> str:
    formula = typeset_line(step.text) or f'<code style="white-space:pre-wrap">{escape(short(step.text))}</code>'
    chip = f"background:{CHIPS[step.outcome]};color:#fff;border-radius:.3em;padding:.05em .45em"
    below = f"<br><small>{escape(short(step_words(step)))}</small>" if step_words(step) else ""
    return (
        f'<tr><th scope="row" style="{CELL};font-weight:normal">{step.number}</th><td style="{CELL}">{formula}</td>'
        f'<td style="{CELL}"><span style="{chip}">{step.outcome.value}</span>{below}</td></tr>'
    )


def step_words(step: StepResult) -> str:
    """Why a line cannot be read, or both values at a point; "" where neither is to say."""
    if step.reason or step.values is None:
        return step.reason
    before = f", the line before {step.values.before}" if step.values.before else ""
    return f"at {step.values.point}: {step.values.got}{before}"


def _waypoints(waypoints: tuple[WaypointResult, ...]) -> str:
    reached = ", ".join(waypoint.words for waypoint in waypoints if waypoint.line) or "nothing yet"
    missing = ", ".join(waypoint.missing for waypoint in waypoints if not waypoint.line)
    return _paragraph(escape(f"reached: {reached}" + (f";  missing: {missing}" if missing else "")))


def _slip(result: DerivationResult) -> str:
    slip = result.slip
    if slip is None:
        return ""
    return _paragraph(f"<strong>{escape(slip.slug)}</strong> in line {slip.line}: {html_with_code(short(slip.advice))}")


def _paragraph(inner: str) -> str:
    return f'<p style="margin:.4em 0">{inner}</p>'
