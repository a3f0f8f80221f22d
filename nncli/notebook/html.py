"""A report as HTML for a notebook's output: inline styles that fit light and dark themes, no script, nothing loaded from anywhere.

A coloured label has a background and a text colour of its own; all else takes the theme's colours. Each outcome is also written as a word.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from html import escape
from typing import TYPE_CHECKING

from grader.formats.sentences import case_sentence, few, frames, idle_sentence, points, short
from grader.report import ExerciseReport, Outcome, Report, TargetReport, ToldMistake, Verdict, told_once
from grader.text.markup import html_with_code
from nncli.ui.next_words import first_with_inputs

if TYPE_CHECKING:
    from grader.drawing.pictures import Picture

CHIPS = {  # background: white text on it has a contrast of at least 4.5
    Outcome.PASSED: "#1a7f37",
    Outcome.FAILED: "#b42318",
    Outcome.RAISED: "#b42318",
    Outcome.TIMED_OUT: "#b42318",
    Outcome.ENDED: "#b42318",
    Outcome.MISSING: "#7a5300",
    Outcome.BROKEN: "#7c3aa0",
}
LINE = "border-bottom:1px solid rgba(128,128,128,.35)"
CELL = f"padding:.25em .75em .25em 0;text-align:left;vertical-align:top;{LINE};background:transparent;color:inherit"
MONO = "font-family:monospace;white-space:pre;overflow-x:auto;max-width:24em;display:block"
CELL_WIDTH = 36  # letters, at least, that fit 24em
COLUMNS = ("case", "outcome", "where", "got", "expected")


def report_html(report: Report, pictures: Mapping[int, Sequence[Picture]] | None = None) -> str:
    """The whole report, a section an exercise, with the pictures of each by its number."""
    parts = [
        part for exercise in report.exercises for part in _exercise(exercise, (pictures or {}).get(exercise.number, ()))
    ]
    if len(report.exercises) > 1:
        parts.append(_paragraph(f"<strong>Score {points(report.score, report.max_score)}</strong>"))
    parts += [_paragraph(f"note: {html_with_code(short(note))}") for note in report.notes]
    if report.isolation.level != "strong":
        parts.append(_paragraph(f"<small>isolation: {_text(report.isolation.detail)}</small>"))
    return f'<div lang="en" style="color:inherit;font-size:1em;line-height:1.4">{"".join(parts)}</div>'


def _text(text: str | None) -> str:
    return escape(short(text))


def _paragraph(inner: str) -> str:
    return f'<p style="margin:.4em 0">{inner}</p>'


def _chip(outcome: Outcome, words: str = "") -> str:
    style = f"background:{CHIPS[outcome]};color:#fff;border-radius:.3em;padding:.05em .45em;white-space:nowrap"
    return f'<span style="{style}">{escape(words or outcome.words)}</span>'


def _exercise(exercise: ExerciseReport, pictures: Sequence[Picture]) -> Iterator[str]:
    head = f"Exercise {_text(exercise.label)} &nbsp;{_text(exercise.title)}"
    score = points(exercise.score, exercise.max_score)
    yield _paragraph(f"<strong>{head}</strong> &nbsp;{_chip(exercise.outcome, exercise.words)} &nbsp;{score}")
    if exercise.not_started:
        yield _paragraph(_text(idle_sentence(exercise)))
    else:
        yield from (_target(target) for target in exercise.targets)
        in_tables = {target.name for target in exercise.targets if target.derivation}
        yield from map(_mistake, told_once(m for m in exercise.mistakes if m.target not in in_tables))
    if pictures:
        from nncli.notebook.pictures_html import figures_html

        yield figures_html(pictures)
    if exercise.outcome not in (Outcome.PASSED, Outcome.BROKEN):
        yield _paragraph(f"next: <code>%hint {exercise.label}</code>")


def _mistake(told: ToldMistake) -> str:
    where = few([f"<code>{_text(target)}</code>" for target in told.targets])
    return _paragraph(f"<strong>{_text(told.slug)}</strong> in {where}: {html_with_code(short(told.advice))}")


def _target(target: TargetReport) -> str:
    caption = f"<code>{_text(target.name)}</code> &nbsp;{points(target.score, target.max_score)}"
    if target.derivation and target.derivation.steps:
        from nncli.notebook.derivation_html import derivation_html  # for speed: few exercises have derivations

        return derivation_html(target.derivation, caption)
    head = "".join(f'<th scope="col" style="{CELL}">{name}</th>' for name in COLUMNS)
    rows = "".join(map(_row, target.cases))
    told = "".join(dict.fromkeys(filter(None, map(_below, target.cases))))
    table = (
        f'<table style="border-collapse:collapse;margin:.4em 0;color:inherit"><caption style="text-align:left;color:inherit;'
        f'caption-side:top;padding:0">{caption}</caption><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>'
    )
    return f'<div style="overflow-x:auto" tabindex="0">{table}</div>{_inputs(target)}{told}'


def _inputs(target: TargetReport) -> str:
    """The inputs of the first wrong case whose inputs fit in a few lines."""
    case = first_with_inputs(tuple(case for case in target.cases if case.shown_inputs))
    if case is None:
        return ""
    lines = "<br>".join(_text(line) for line in case.shown_inputs)
    return _paragraph(f'inputs of {_text(case.name)}:<br><code style="white-space:pre-wrap">{lines}</code>')


def _row(case: Verdict) -> str:
    cells = [
        _chip(case.outcome),
        _mono(case.where),
        _mono(case.got if case.outcome is not Outcome.RAISED else ""),
        _mono(case.expected),
    ]
    name = f'<th scope="row" style="{CELL};font-weight:normal">{_text(case.name)}</th>'
    return f"<tr>{name}{''.join(f'<td style={chr(34)}{CELL}{chr(34)}>{cell}</td>' for cell in cells)}</tr>"


def _mono(text: str | None) -> str:
    if not text:
        return ""
    scrolls = ' tabindex="0"' if len(text) > CELL_WIDTH else ""  # so that it can be reached without a mouse
    return f'<span style="{MONO}"{scrolls}>{_text(text)}</span>'


def _below(case: Verdict) -> str:
    """What a case's row has no room for: the reason, and the learner's own lines."""
    if case.outcome in (Outcome.PASSED, Outcome.MISSING) or not (case.reason or case.frames):
        return ""
    lines = "".join(f"<br><code>{_text(line)}</code>" for line in frames(case))
    return _paragraph(f"{_text(case.name)}: {_text(case_sentence(case))}{lines}")
