"""What a gradient check found -> JSON, schema "nncli/gradcheck/1"; numbers that JSON has no word for are null."""

from __future__ import annotations

import json
import math
from collections.abc import Sequence
from typing import Any

from grader.gradcheck import BlockReport, EntryReport, GradientReport, sentences
from grader.pairs.check import PairResult
from grader.version import VERSION

SCHEMA = "nncli/gradcheck/1"


def checks_json(name: str, seed: int, checks: Sequence[PairResult], problem: str = "") -> str:
    """All pairs of one file as text, with a newline at its end."""
    found = {
        "schema": SCHEMA,
        "version": VERSION,
        "file": name,
        "seed": seed,
        "passed": bool(checks) and not problem and all(check.exit_status == 0 for check in checks),
        "problem": problem or None,
        "pairs": [_pair(check) for check in checks],
    }
    return json.dumps(found, indent=2, ensure_ascii=True, allow_nan=False) + "\n"


def _pair(check: PairResult) -> dict[str, Any]:
    return {
        "forward": check.pair.forward_name,
        "backward": check.pair.backward_name,
        "inputs": dict(check.recipes),
        "chosen_by_name": list(check.guessed),
        "problem": check.problem or None,
        **(_report(check.report) if check.report else {"passed": False, "verdict": None, "gradients": []}),
    }


def _report(report: GradientReport) -> dict[str, Any]:
    return {
        "passed": report.passed,
        "verdict": report.verdict,
        "mode": report.mode,
        "precision": report.precision,
        "gradients": [_block(block) for block in report.blocks],
        "problems": [{"kind": p.kind, "input": p.block or None, "sentence": p.sentence} for p in report.problems],
        "patterns": [
            {"kind": p.kind, "input": p.block or None, "sentence": p.sentence, "factor": _finite(p.factor)}
            for p in report.patterns
        ],
        "notes": list(report.notes),
        "sentences": list(sentences(report)),
        "evaluations": report.evaluations,
        "backward_calls": report.backward_calls,
    }


def _block(block: BlockReport) -> dict[str, Any]:
    return {
        "input": block.name,
        "shape": list(block.shape),
        "verdict": block.verdict,
        "tested": block.tested,
        "wrong": block.count("disagree"),
        "located": block.located,
        "digits": _finite(block.digits),
        "entries": [_entry(entry) for entry in block.entries],
    }


def _entry(entry: EntryReport) -> dict[str, Any]:
    numbers = ("x", "returned", "measured", "error", "low", "high", "step", "loss_plus", "loss_minus")
    figures = {name: _finite(getattr(entry, name)) for name in numbers}
    return {"index": list(entry.index), "verdict": entry.verdict, "kink": entry.kink, **figures}


def _finite(value: float | None) -> float | None:
    return value if value is not None and math.isfinite(value) else None
