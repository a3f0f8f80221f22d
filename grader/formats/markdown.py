"""Report -> Markdown: a table of the cases of each exercise and the advice. Everything that a learner controls is inert code."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from types import MappingProxyType

from grader.formats.sentences import few, headline, idle_sentence, next_step, points, report_facts, short
from grader.report import ExerciseReport, Outcome, Report, TargetReport, Verdict
from grader.text.numbers import points_text

COLUMNS = ("target", "case", "outcome", "where", "got", "expected", "points")
# Each would end a cell, open HTML or a link, or be read as emphasis: all of them are written as entities.
SPECIAL = {ord(character): f"&#{ord(character)};" for character in "&<>\"'|`*_[]()!#@~\\:$"}


def report_markdown(report: Report, graphs: Mapping[int, Sequence[tuple[str, str]]] = MappingProxyType({})) -> str:
    """A report as GitHub's Markdown; `graphs` are the names and the Mermaid of each exercise's computation graphs."""
    return "\n".join(_lines(report, graphs)) + "\n"


def class_markdown(reports: Iterable[Report]) -> Iterator[str]:
    """One row for each learner."""
    yield "| learner | outcome | points | mistakes |\n| --- | --- | ---: | --- |\n"
    for report in reports:
        mistakes = list(dict.fromkeys(m.slug for exercise in report.exercises for m in exercise.mistakes))
        score = points(report.score, report.max_score)
        yield f"| {code_span(report.name)} | {report.words} | {score} | {', '.join(map(code_span, mistakes))} |\n"


def code_span(text: str) -> str:
    """`text` as code in which nothing is interpreted; empty where there is none."""
    return f"<code>{short(text).translate(SPECIAL)}</code>" if text else ""


def _lines(report: Report, graphs: Mapping[int, Sequence[tuple[str, str]]]) -> Iterator[str]:
    yield f"## {code_span(report.name)}: {headline(report).rpartition(': ')[2]}"
    if report.problem:
        yield f"\n{code_span(report.problem)}"
    for exercise in report.exercises:
        yield from _exercise(exercise)
        for name, mermaid in graphs.get(exercise.number, ()):
            yield f"\n{code_span(name)}: the value and the gradient of each node\n\n```mermaid\n{mermaid}```"
    yield from (f"\nNote: {code_span(note)}" for note in report.notes)
    seed = "" if report.seed is None else f", seed {report.seed}"
    yield f"\nnncli {report.version}{seed}, isolation {report.isolation.level}"


def _exercise(exercise: ExerciseReport) -> Iterator[str]:
    mark = "✅" if exercise.outcome is Outcome.PASSED else "❌"
    yield f"\n### {mark} {exercise.label}. {exercise.title}: {points(exercise.score, exercise.max_score)}\n"
    if exercise.not_started:
        yield idle_sentence(exercise)
    else:
        yield f"| {' | '.join(COLUMNS)} |\n|{' --- |' * (len(COLUMNS) - 1)} ---: |"
        yield from (_row(target, case) for target in exercise.targets for case in target.cases)
        yield from _reasons(exercise)
        for target in exercise.targets:
            yield from _derivation(target)
        for one in exercise.told_mistakes:
            yield f"\n**{code_span(one.slug)}** in {few(list(map(code_span, one.targets)))}: {one.advice}"
    if exercise.outcome is not Outcome.PASSED:
        yield f"\n{next_step(exercise)}"


def _row(target: TargetReport, case: Verdict) -> str:
    known = dict(report_facts(case))
    cells = [code_span(target.name), code_span(case.name), case.outcome.words]
    cells += [code_span(known.get(name, "")) for name in ("where", "got", "expected")]
    return f"| {' | '.join(cells)} | {points_text(case.score)}/{points_text(case.max_score)} |"


def _derivation(target: TargetReport) -> Iterator[str]:
    """The lines of a derivation, each with its outcome."""
    if target.derivation is None or not target.derivation.steps:
        return
    yield f"\n| line | {code_span(target.name)} | outcome |\n| ---: | --- | --- |"
    for step in target.derivation.steps:
        shown = step.values
        detail = step.reason or (
            f"at {shown.point}: {shown.got}, the line before {shown.before or 'hidden'}" if shown else ""
        )
        yield f"| {step.number} | {code_span(step.text)} | {step.outcome.value}{detail and '<br>' + code_span(detail)} |"


def _reasons(exercise: ExerciseReport) -> Iterator[str]:
    """What a cell has no room for, each sentence once."""
    told: dict[str, list[str]] = {}
    for target in exercise.targets:
        for case in target.cases:
            known = dict(report_facts(case))
            words = "; ".join(known[name] for name in ("slope", "reason") if name in known)
            if words:
                told.setdefault(words, []).append(case.name)
    for words, names in told.items():
        yield f"\n{few(list(map(code_span, names)))}: {code_span(words)}"
