"""What `nncli audit` asks of a derivation: the solution reaches every waypoint, each slip is named as itself, the ranges are safe."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from grader.derivation.expressions import Apply, Div, Expression, Pow, nodes
from grader.derivation.problem import DeclarationError, PreparedProblem, prepare_derivation, residual
from grader.derivation.reading.lines import ReadLine
from grader.derivation.slips.playing import own_slips_played
from grader.derivation.steps.checker import grade_derivation
from grader.derivation.steps.forms import FORMS
from grader.derivation.unreadable import UnreadableLine
from grader.derivation.values.budget import WorkBudget
from grader.derivation.values.evaluation import Evaluator
from grader.derivation.values.points import draw_points
from grader.exercise.spec import Derivation
from grader.report import ExerciseReport

DRAWS = 40  # of as many points as a line is compared at


def derivation_findings(target: Derivation, solution: ExerciseReport, seed: int = 0) -> Iterator[str]:
    """The broken promises of one derivation, as sentences."""
    try:
        setting = prepare_derivation(target.problem, seed)
    except DeclarationError as error:
        yield f"{target.name}: {error}"
        return
    for waypoint in target.waypoints:
        if waypoint.kind not in FORMS:
            yield f"{target.name}: there is no waypoint of the kind {waypoint.kind!r}"
    lines = _solution_lines(target, solution)
    yield from range_findings(setting, target.name, lines)
    yield from slip_findings(setting, target.name, lines)


def _solution_lines(target: Derivation, solution: ExerciseReport) -> tuple[str, ...]:
    derivation = next((report.derivation for report in solution.targets if report.name == target.name), None)
    return tuple(step.text for step in derivation.steps) if derivation else ()


def slip_findings(setting: PreparedProblem, name: str, lines: tuple[str, ...]) -> Iterator[str]:
    """Each slip of the derivation, played on the solution, must be named as itself and nothing else."""
    played = list(own_slips_played(setting, lines))
    for slip in setting.problem.slips:
        if not slip.advice.strip().endswith((".", "?", "!")):
            yield f"{name}, slip {slip.slug}: its advice is one sentence, with a full stop"
        if all(wrong.slug != slip.slug for wrong in played):
            yield f"{name}, slip {slip.slug}: {slip.right} stands in no line of the solution, so nobody knows whether it is named"
    for wrong in played:
        result = grade_derivation(setting, "\n".join(wrong.lines))
        given = result.slip.slug if result.slip else "nothing"
        if result.wrong != wrong.wrong or given != wrong.slug:
            yield f"{name}, slip {wrong.slug}: in line {wrong.wrong} it is named {given}"


def range_findings(setting: PreparedProblem, name: str, lines: tuple[str, ...]) -> Iterator[str]:
    """A denominator, or what a logarithm is taken of, that vanishes or changes its sign within the ranges."""
    read = [setting.start, *_readable(setting, lines)]
    denominators = dict.fromkeys(part for line in read for part in _must_not_vanish(setting, residual(line)))
    rng = np.random.default_rng(0)
    values: dict[Expression, list[float]] = {part: [] for part in denominators}
    for _ in range(DRAWS):
        evaluator = Evaluator(
            draw_points(setting.ranges, rng), setting.definitions, WorkBudget(10**6), setting.is_indexed
        )
        for part in denominators:
            values[part] += np.ravel(evaluator.values(part)).tolist()
    write = setting.writer().text
    for part, drawn in values.items():
        low, high = min(drawn), max(drawn)
        if not low * high > 0:
            yield f"{name}: {write(part)} vanishes somewhere in the ranges (it goes from {low:.3g} to {high:.3g}): choose others"


def _readable(setting: PreparedProblem, lines: tuple[str, ...]) -> Iterator[ReadLine]:
    for line in lines:
        try:
            yield setting.read(line)
        except UnreadableLine:  # the solution's report says it
            continue


def _must_not_vanish(setting: PreparedProblem, tree: Expression) -> Iterator[Expression]:
    """Denominators, and what logarithms are taken of, in a line and in what its names stand for."""
    for node in nodes(setting.definitions.expand_all(tree)):
        match node:
            case Div(_, bottom) | Apply("log", bottom):
                yield bottom
            case Pow(base, exponent) if exponent < 0:
                yield base
