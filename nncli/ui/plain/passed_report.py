"""A report in which all is right, as text: what `render.py` shows of it, without loading rich, which takes as long as to grade it."""

from __future__ import annotations

from collections.abc import Iterator

from grader.derivation.steps.results import DerivationResult, StepOutcome
from grader.report import ExerciseReport, Outcome, Report, TargetReport
from grader.text.cleaning import visible, without_commands
from grader.text.numbers import points_text
from nncli.ui.plain.output import NotPlain, PlainOutput, width_of

GAP, INDENT = 2, 2
NUMBER = 4  # columns of a derivation line's number, as in derivation_view.py


def show_passed(report: Report, quiet: bool, only_failures: bool) -> bool:
    """Print it; False where it is rich's to lay out."""
    try:
        print(passed_text(report, quiet, only_failures, PlainOutput()), end="", flush=True)
    except NotPlain:
        return False
    return True


def passed_text(report: Report, quiet: bool, only_failures: bool, out: PlainOutput) -> str:
    """The text for standard output. Raises NotPlain where anything stands beside passed cases, or a line does not fit."""
    if not _is_plainly_passed(report):
        raise NotPlain
    text = "".join(f"{line.rstrip()}\n" for line in _lines(report, quiet, only_failures, out))
    return text if out.has_colours else without_commands(text)


def _is_plainly_passed(report: Report) -> bool:
    targets = [target for exercise in report.exercises for target in exercise.targets]
    beside = [exercise.mistakes or exercise.printed.strip() for exercise in report.exercises]
    return (
        bool(targets)
        and report.isolation.level == "strong"
        and not any([report.problem, report.notes, *beside])
        and all(exercise.outcome is Outcome.PASSED for exercise in report.exercises)
        and all(case.outcome is Outcome.PASSED for target in targets for case in target.cases)
    )


def _lines(report: Report, quiet: bool, only_failures: bool, out: PlainOutput) -> Iterator[str]:
    for exercise in report.exercises:
        yield _headline(exercise, out)
        if not quiet:
            for target in exercise.targets if not only_failures else ():
                yield from _target(target, out)
            yield ""
    if len(report.exercises) > 1 and not quiet:
        yield out.paint(f"Score {_of(report.score, report.max_score)}", "bold")


def _of(score: float, full: float) -> str:
    return f"{points_text(score)} of {points_text(full)}"


def _headline(exercise: ExerciseReport, out: PlainOutput) -> str:
    """What it is on the left, its points on the right."""
    title = f"Exercise {exercise.label}  {exercise.title}"
    source = f"  {visible(exercise.source)}" if exercise.source else ""
    words, points = f"{exercise.words}  ", _of(exercise.score, exercise.max_score)
    room = out.width - width_of(title + source) - len(words + points)
    if room < GAP:
        raise NotPlain
    left = out.paint(title, "bold") + out.paint(source, "dim")
    return left + " " * room + out.paint(words, "green") + out.paint(points, "bold green")


def _target(target: TargetReport, out: PlainOutput) -> Iterator[str]:
    """Its name, and its cases behind their marks, as many to a line as fit."""
    points = f"  {_of(target.score, target.max_score)}"
    if INDENT + width_of(target.name + points) > out.width:
        raise NotPlain
    yield ""
    yield " " * INDENT + out.paint(target.name, "bold cyan") + points
    if target.derivation and not target.derivation.is_empty:
        yield from _derivation(target.derivation, out)
        return
    line, used = "", 0
    for name in map(visible, (case.name for case in target.cases)):
        wide = GAP + width_of(name)
        if INDENT + wide > out.width:
            raise NotPlain
        if used and INDENT + used + GAP + wide > out.width:
            yield line
            line, used = "", 0
        line += " " * (GAP if used else INDENT) + out.paint("✓ ", "green") + name
        used += wide + (GAP if used else 0)
    yield line


def _derivation(result: DerivationResult, out: PlainOutput) -> Iterator[str]:
    """Its lines, each with its outcome, and what they reach. Raises NotPlain where any is not right."""
    odd = [step for step in result.steps if step.outcome is not StepOutcome.FOLLOWS or step.reason or step.values]
    if result.problem or result.slip or odd or not all(waypoint.line for waypoint in result.waypoints):
        raise NotPlain
    texts = [visible(step.text.partition("#")[0].rstrip()) for step in result.steps]
    longest = max(map(width_of, texts))
    outcome = StepOutcome.FOLLOWS.value
    if INDENT + NUMBER + longest + 2 * GAP + len(outcome) > out.width:
        raise NotPlain
    for step, text in zip(result.steps, texts, strict=True):
        number = out.paint(f"{step.number:>{NUMBER - 1}} ", "dim")
        yield f"{' ' * INDENT}{number} {text}{' ' * (longest - len(text) + GAP)}{out.paint(outcome, 'green')}"
    reached = ", ".join(waypoint.words for waypoint in result.waypoints)
    if INDENT + width_of(f"reached: {reached}") > out.width or not reached:
        raise NotPlain
    yield " " * INDENT + out.paint("reached: ", "dim") + out.paint(reached, "green")
