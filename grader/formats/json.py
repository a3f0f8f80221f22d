"""Report -> JSON, schema "nncli/report/1": the same file, seed and version give the same bytes."""

from __future__ import annotations

import json
import math
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from grader.derivation.steps.results import DerivationResult, StepResult
from grader.report import ExerciseReport, Report, TargetReport, Verdict
from grader.text.labels import own_number

SCHEMA = "nncli/report/1"
SCHEMA_FILE = Path(__file__).with_name("report.schema.json")


def report_json(report: Report) -> str:
    """The report as text, with a newline at its end."""
    return json.dumps(report_data(report), indent=2, ensure_ascii=True, allow_nan=False) + "\n"


def class_json(reports: Iterable[Report]) -> Iterator[str]:
    """JSON Lines: one report a line, so that a class of any size can be read and written one at a time."""
    for report in reports:
        yield json.dumps(report_data(report), ensure_ascii=True, allow_nan=False) + "\n"


def report_data(report: Report) -> dict[str, Any]:
    """A report as plain data that JSON can hold, as docs/report.md documents it."""
    return {
        "schema": SCHEMA,
        "version": report.version,
        "seed": report.seed,
        "isolation": {"level": report.isolation.level, "detail": report.isolation.detail},
        "submission": {"name": _plain(report.name), "sha256": report.sha256},
        "outcome": report.outcome.value,
        "score": report.score,
        "max_score": report.max_score,
        "exercises": [_exercise(exercise) for exercise in report.exercises],
    }


def _exercise(exercise: ExerciseReport) -> dict[str, Any]:
    return {
        "number": own_number(exercise.number),
        "slug": exercise.slug,
        "title": exercise.title,
        "outcome": exercise.outcome.value,
        "score": exercise.score,
        "max_score": exercise.max_score,
        "mistakes": [{"target": m.target, "slug": m.slug, "advice": m.advice} for m in exercise.mistakes],
        "targets": [_target(target) for target in exercise.targets],
    }


def _target(target: TargetReport) -> dict[str, Any]:
    lines = {"derivation": derivation_data(target.derivation)} if target.derivation else {}
    return _target_data(target) | lines


def derivation_data(result: DerivationResult) -> dict[str, Any]:
    """A derivation line by line, as plain data."""
    slip = result.slip
    return {
        "start": result.start,
        "problem": _plain(result.problem) or None,
        "lines": [_step(step) for step in result.steps],
        "waypoints": [{"words": waypoint.words, "line": waypoint.line or None} for waypoint in result.waypoints],
        "slip": {"line": slip.line, "slug": slip.slug, "advice": _plain(slip.advice)} if slip else None,
    }


def _step(step: StepResult) -> dict[str, Any]:
    shown = step.values
    return {
        "number": step.number,
        "text": _plain(step.text),
        "outcome": step.outcome.value,
        "reason": _plain(step.reason) or None,
        "column": None if step.place is None else step.place + 1,
        "point": _plain(shown.point) if shown else None,
        "got": shown.got if shown else None,
        "before": shown.before or None if shown else None,
    }


def _target_data(target: TargetReport) -> dict[str, Any]:
    return {
        "name": target.name,
        "outcome": target.outcome.value,
        "score": target.score,
        "max_score": target.max_score,
        "cases": [_case(case) for case in target.cases],
    } | ({} if target.slope_distance is None else {"slope_distance": target.slope_distance})


def _case(case: Verdict) -> dict[str, Any]:
    inputs = {"inputs": {name: _plain(text) for name, text in case.inputs.items()}} if case.inputs else {}
    return {
        "name": case.name,
        "outcome": case.outcome.value,
        "reason": _plain(case.reason) or None,
        "where": case.where,
        "got": _plain(case.got),
        "expected": case.expected,
        "finite_difference": _finite(case.finite_difference),
        "error_bar": _finite(case.error_bar),
        "score": case.score,
        "max_score": case.max_score,
    } | inputs


def _finite(value: float | None) -> float | None:
    """JSON has no NaN and no infinity."""
    return value if value is not None and math.isfinite(value) else None


def _plain(text: str | None) -> str | None:
    """Text without lone surrogates, which are not UTF-8."""
    return None if text is None else text.encode("utf-8", "backslashreplace").decode("utf-8")
