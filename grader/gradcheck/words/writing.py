"""From what a trial found to the report."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np

from grader.arrays import NDArray
from grader.gradcheck.functions.gradients import FLOAT32_EPS, Gradient
from grader.gradcheck.functions.vector_function import Direction
from grader.gradcheck.report import (
    AGREE,
    DISAGREE,
    PRECISION,
    UNRESOLVED,
    VERDICTS,
    BlockReport,
    EntryReport,
    GradientReport,
    Joint,
    Mode,
    Problem,
)
from grader.gradcheck.search.kinks import Conflict
from grader.gradcheck.search.trial import Trial
from grader.gradcheck.words.patterns import patterns
from grader.gradcheck.words.table import table

SHOWN = 8


@dataclass(eq=False)
class CheckResults:
    """All that the report is written from. block_codes are verdicts on whole blocks, from fast mode."""

    trial: Trial
    gradient: Gradient
    problems: list[Problem]
    mode: Mode
    seed: int
    block_codes: dict[str, int] = field(default_factory=dict)
    joint: list[Conflict] = field(default_factory=list)
    corners: int = 0


def compose_report(results: CheckResults) -> GradientReport:
    """The report of one check."""
    trial = results.trial
    plus_minus = _losses(trial)
    blocks = tuple(_block(results, name, plus_minus) for name in trial.function.names)
    conflicts = tuple(_joint(trial, conflict) for conflict in results.joint)
    worst = max(VERDICTS.index(block.verdict) for block in blocks)
    if results.problems and not any(problem.kind == "random" for problem in results.problems):
        worst = DISAGREE
    return GradientReport(
        passed=worst <= PRECISION,
        verdict=VERDICTS[worst],
        mode=results.mode,
        seed=results.seed,
        precision=trial.precision.name,
        upstream=trial.function.vector(trial.u),
        blocks=blocks,
        problems=tuple(results.problems),
        joint=conflicts,
        patterns=patterns(
            blocks,
            results.problems,
            results.gradient.odd,
            trial.function.inputs,
            trial.function.vector(trial.u),
            conflicts,
        ),
        notes=_notes(results, blocks),
        evaluations=trial.function.evaluations,
        backward_calls=trial.backward.calls,
        describe=table,
    )


def _block(results: CheckResults, name: str, plus_minus: dict[int, tuple[float, float]]) -> BlockReport:
    trial = results.trial
    part, shape, table = trial.function.blocks[name], trial.function.shape(name), trial.table
    codes = table.codes[part].copy()
    tested = int((codes >= 0).sum())
    conflict = any(((c.positions >= part.start) & (c.positions < part.stop)).any() for c in results.joint)
    verdict = _verdict(results, name, codes, conflict)
    located = name not in trial.unfound
    codes[codes < 0] = (AGREE if located else UNRESOLVED) if verdict == DISAGREE else verdict
    return BlockReport(
        name=name,
        shape=shape,
        verdict=VERDICTS[verdict],
        tested=tested,
        returned=trial.a[part].reshape(shape).copy(),
        measured=table.value[part].reshape(shape).copy(),
        error=table.error[part].reshape(shape).copy(),
        low=table.low[part].reshape(shape).copy(),
        high=table.high[part].reshape(shape).copy(),
        verdicts=codes.reshape(shape),
        entries=tuple(_entry(trial, name, p, plus_minus[p]) for p in _positions_to_show(trial, name)),
        digits=_digits(trial, name),
        located=located,
    )


def _verdict(results: CheckResults, name: str, codes: NDArray[np.int8], conflict: bool) -> int:
    if conflict or name in results.gradient.odd:
        return DISAGREE
    if any(problem.kind == "random" for problem in results.problems):
        return UNRESOLVED
    return max(int(codes.max(initial=AGREE)), results.block_codes.get(name, AGREE))


def _digits(trial: Trial, name: str) -> float:
    """How many decimal digits of the largest slope the returned gradient shares with the measured one (at most 15)."""
    part, table = trial.function.blocks[name], trial.table
    gap = np.maximum(np.maximum(table.low[part] - trial.a[part], trial.a[part] - table.high[part]), 0.0)
    if np.isnan(gap).all():
        return float("nan")
    size = np.nanmax(np.fmax(np.abs(table.low[part]), np.abs(table.high[part])), initial=0.0)
    worst = np.nanmax(gap)
    return 15.0 if worst == 0 or size == 0 else float(np.clip(-np.log10(worst / size), 0.0, 15.0))


def _positions_to_show(trial: Trial, name: str) -> list[int]:
    """Positions of the entries to show: the first SHOWN of the worst kind, if any is worse than agreement."""
    part = trial.function.blocks[name]
    codes = trial.table.codes[part]
    for code in (DISAGREE, UNRESOLVED, PRECISION):
        rows = np.flatnonzero(codes == code)
        if rows.size:
            return [int(row) + part.start for row in rows[:SHOWN]]
    return []


def _losses(trial: Trial) -> dict[int, tuple[float, float]]:
    """The two losses u.y behind each entry that is shown."""
    shown = [p for name in trial.function.names for p in _positions_to_show(trial, name)]
    if not shown:
        return {}
    plan = [(Direction(np.array([p]), np.ones(1)), float(trial.table.step[p])) for p in shown]
    values = trial.function.values(
        [trial.function.point(trial.function.theta, line, s * t) for line, t in plan for s in (1, -1)]
    )
    losses = values @ trial.u
    return {p: (float(losses[2 * k]), float(losses[2 * k + 1])) for k, p in enumerate(shown)}


def _entry(trial: Trial, name: str, p: int, losses: tuple[float, float]) -> EntryReport:
    table, part = trial.table, trial.function.blocks[name]
    return EntryReport(
        block=name,
        index=_index(p - part.start, trial.function.shape(name)),
        x=float(trial.function.theta[p]),
        returned=float(trial.a[p]),
        measured=float(table.value[p]),
        error=float(table.error[p]),
        low=float(table.low[p]),
        high=float(table.high[p]),
        kink=bool(table.kink[p]),
        verdict=VERDICTS[int(table.codes[p])],
        step=float(table.step[p]),
        loss_plus=losses[0],
        loss_minus=losses[1],
    )


def _joint(trial: Trial, conflict: Conflict) -> Joint:
    members = []
    for p in conflict.positions:
        name = trial.function.block_of(int(p))
        members.append((name, _index(int(p) - trial.function.blocks[name].start, trial.function.shape(name))))
    weights = tuple(float(weight) for weight in conflict.weights)
    return Joint(tuple(members), weights, conflict.returned, conflict.low, conflict.high)


def _index(position: int, shape: tuple[int, ...]) -> tuple[int, ...]:
    return tuple(int(i) for i in np.unravel_index(position, shape)) if shape else ()


def _notes(results: CheckResults, blocks: tuple[BlockReport, ...]) -> tuple[str, ...]:
    trial, notes = results.trial, []
    name = trial.precision.name
    if name != "float64":
        notes.append(
            f"forward computes in {name}: its values move in steps of {trial.precision.eps:.0e} of their size, so "
            "slopes are known less well. Use float64 while checking"
        )
    else:
        single = [block for block, eps in trial.eps.items() if eps == FLOAT32_EPS and not _exact(trial, block)]
        if single:
            notes.append(f"the gradient of {', '.join(single)} is computed in float32: 7 digits at best")
    kinks = sum(block.count("subgradient") for block in blocks)
    if kinks:
        notes.append(
            f"{kinks} {'entry sits' if kinks == 1 else 'entries sit'} on a kink, where any slope between "
            "the two sides counts as right"
        )
    if results.corners:
        notes.append(
            f"{results.corners} of them sit at a corner of several kinks, where no convention is the right one: "
            "they were judged at a point nearby"
        )
    return tuple(notes)


def _exact(trial: Trial, name: str) -> bool:
    """Whether the gradient agrees to more digits than float32 has."""
    return _digits(trial, name) > 8
