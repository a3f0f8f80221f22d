"""A report as plain text: one line per gradient, then what there is to say."""

from __future__ import annotations

import math

from grader.gradcheck.report import BlockReport, GradientReport
from grader.gradcheck.words.sentences import sentences

VERDICT = {
    "agree": "agrees",
    "subgradient": "agrees, on a kink",
    "precision": "agrees, as far as precision goes",
    "unresolved": "cannot tell",
    "disagree": "disagrees",
}
HEAD = ("gradient", "shape", "verdict", "wrong", "agrees to")


def table(report: GradientReport) -> str:
    """The report as `print(report)` shows it, without a newline at its end."""
    rows = [HEAD, *(_row(block) for block in report.blocks)]
    widths = [max(len(row[column]) for row in rows) for column in range(len(HEAD))]
    lines = ["  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip() for row in rows]
    said = sentences(report) if not report.passed else report.notes
    return "\n".join([f"gradient check: {VERDICT[report.verdict]}", "", *lines, *([""] if said else []), *said])


def _row(block: BlockReport) -> tuple[str, ...]:
    wrong, size = block.count("disagree"), block.returned.size
    measured = block.tested == size or wrong
    least = "" if block.located else "at least "
    digits = "" if math.isnan(block.digits) or block.verdict == "disagree" else _digits(block)
    shape = str(block.shape) if block.shape else "a number"
    return f"d{block.name}", shape, VERDICT[block.verdict], f"{least}{wrong} of {size}" if measured else "", digits


def _digits(block: BlockReport) -> str:
    """Two zeros that differ by rounding share no digit, and agree all the same."""
    return "rounding" if block.verdict == "agree" and block.digits < 1 else f"{block.digits:.0f} digits"
