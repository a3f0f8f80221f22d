"""A wrong step at one point: the values of both lines where the numbers are shortest."""

from __future__ import annotations

import numpy as np

from grader.derivation.expressions import Component, Derivative, Expression, Symbol, parts, tree_names
from grader.derivation.problem import PreparedProblem, residual
from grader.derivation.reading.lines import ReadLine
from grader.derivation.steps.results import AtPoint
from grader.derivation.unreadable import UnreadableLine
from grader.derivation.values.budget import WorkBudget
from grader.derivation.values.evaluation import Evaluator
from grader.derivation.values.points import Array, Points
from grader.text.numbers import number_text, pair_text

STEPS = 20_000
MOST_NAMES = 5
NOTHING = 1e-12  # two sides of an equation that differ by less are the same


def values_at_simplest(setting: PreparedProblem, before: ReadLine, line: ReadLine) -> AtPoint | None:
    """Both values at the point with the shortest numbers among those where they differ; None where none was found."""
    evaluator = _evaluator(setting, setting.shown_points)
    try:
        with np.errstate(all="ignore"):
            got, expected = (_worth_showing(setting, each, evaluator) for each in (line, before))
            names = _shown_names(setting, (residual(before), residual(line)), evaluator)
            named = [(name, _entries(setting, name, evaluator)) for name in names]
    except UnreadableLine:
        return None
    pairs = list(zip(got.reshape(len(got), -1).T, expected.reshape(len(expected), -1).T, strict=True))
    values = [
        _at_point(setting, named, point, index if setting.free else None, float(mine[point]), float(wanted[point]))
        for index, (mine, wanted) in enumerate(pairs)
        for point in range(len(mine))
        if _differ(mine[point], wanted[point]) or (setting.is_equation and _is_unsolved(mine[point], wanted[point]))
    ]
    return min(values, key=lambda shown: len(shown.point) + len(shown.got) + len(shown.before), default=None)


def _evaluator(setting: PreparedProblem, points: Points) -> Evaluator:
    return Evaluator(points, setting.definitions, WorkBudget(STEPS), setting.is_indexed)


def _differ(got: float, expected: float) -> bool:
    """Both are numbers, and far enough apart to be seen."""
    return bool(np.isfinite(got) and np.isfinite(expected) and abs(got - expected) > 1e-3 * (abs(got) + abs(expected)))


def _is_unsolved(got: float, expected: float) -> bool:
    """Nothing or everything solves the equation, and one number the one before."""
    return bool(np.isinf(got) and np.isfinite(expected))


def _worth_showing(setting: PreparedProblem, line: ReadLine, evaluator: Evaluator) -> Array:
    """(points, values of the free index): a line's value, or for an equation what it gives for the unknown."""
    if setting.is_equation:
        return _root(setting, residual(line))[:, None]
    values = evaluator.values(line.right)
    shape = [evaluator.points.count] + [1] * (evaluator.dimensions - 1)
    for index in setting.free:
        shape[evaluator.axes.get(index, 1)] = evaluator.points.classes
    return np.broadcast_to(values, shape).reshape(evaluator.points.count, -1)


def _root(setting: PreparedProblem, tree: Expression) -> Array:
    """The value of the unknown at which a tree is zero, at each point; not a number where it is no straight line in the unknown,
    infinite where the unknown makes no difference: minus infinity where both sides are the same."""
    points, unknown = setting.shown_points, setting.unknown
    at = []
    for value in (0.0, 1.0, 2.0):
        values = {**points.values, unknown: np.full(points.count, value)}
        evaluator = _evaluator(setting, Points(points.count, points.classes, values))
        at.append(np.broadcast_to(evaluator.values(tree).reshape(-1), (points.count,)))
    straight = np.isclose(at[2] - at[1], at[1] - at[0])
    flat = np.abs(at[1] - at[0]) <= 1e-12 * np.abs(at[0])
    root = np.where(flat, np.inf, -at[0] / (at[1] - at[0]))
    return np.where(straight, np.where(np.max(np.abs(at), axis=0) <= NOTHING, -np.inf, root), np.nan)


def _shown_names(setting: PreparedProblem, trees: tuple[Expression, ...], evaluator: Evaluator) -> list[str]:
    """The names on which the values of both lines rest; without the unknown of an equation, which is the value."""
    used = set[str]().union(*(_names_used(tree, evaluator) for tree in trees))
    order = [name for name in setting.vocabulary.names if name in used and name != setting.unknown]
    return order[:MOST_NAMES]


def _names_used(tree: Expression, evaluator: Evaluator) -> set[str]:
    """The names of a tree; of a d those of what it is when it is carried out."""
    if isinstance(tree, Derivative):
        return tree_names(evaluator.differentiator.carry_out(tree))
    below = parts(tree)
    return set[str]().union(*(_names_used(part, evaluator) for part in below)) if below else tree_names(tree)


def _entries(setting: PreparedProblem, name: str, evaluator: Evaluator) -> Array:
    """(points, entries) of a name: one entry for a number."""
    leaf = Component(name, "j") if name in setting.vocabulary.vectors else Symbol(name)
    values = evaluator.values(leaf)
    return (
        values.reshape(-1, values.size // evaluator.points.count)
        if values.size >= evaluator.points.count
        else values.reshape(1, 1)
    )


def _at_point(
    setting: PreparedProblem, named: list[tuple[str, Array]], point: int, index: int | None, got: float, expected: float
) -> AtPoint:
    at = [f"{setting.vocabulary.names[name]} = {_text(name, values, point, setting)}" for name, values in named]
    at += [f"{min(setting.free)} = {index}"] if index is not None else []
    short = number_text(got, 4), number_text(expected, 4)
    pair = short if short[0] != short[1] else pair_text(got, expected)
    if not setting.is_equation:
        return AtPoint(", ".join(at), *pair)
    unknown = setting.vocabulary.names[setting.unknown]
    mine = f"{'no' if got > 0 else 'every'} {unknown} solves it" if np.isinf(got) else f"{unknown} = {pair[0]}"
    return AtPoint(", ".join(at), mine, f"{unknown} = {pair[1]}")


def _text(name: str, values: Array, point: int, setting: PreparedProblem) -> str:
    entries = [number_text(value, 3) for value in values[point % len(values)]]
    return f"[{', '.join(entries)}]" if name in setting.vocabulary.vectors else entries[0]
