"""A report in words: got, then the measured slope with its bar, the losses behind it, the pattern, the seed."""

from __future__ import annotations

import math

from grader.gradcheck.report import BlockReport, EntryReport, GradientReport

SHOWN = 3


def sentences(report: GradientReport) -> tuple[str, ...]:
    """The report in words, most important first; never a bare "passed" and never a bare number against a tolerance."""
    said = [problem.sentence for problem in report.problems]
    odd = {problem.block for problem in report.problems if problem.kind == "shape"}
    for block in report.blocks:
        shown = [] if block.name in odd else block.entries[:SHOWN]
        said += [entry_sentence(entry) for entry in shown if entry.verdict in ("disagree", "unresolved")]
    said += [pattern.sentence for pattern in report.patterns if pattern.sentence not in said]
    said += [block_sentence(block) for block in report.blocks if block.verdict != "disagree"]
    said += report.notes
    if not report.passed:
        said.append(f"reproduce with seed {report.seed} ({report.mode} mode, {report.evaluations} evaluations)")
    return tuple(said)


def entry_sentence(entry: EntryReport) -> str:
    """One entry: what was returned, what was measured, and the two evaluations behind it."""
    name = f"d{entry.block}" + (f"[{', '.join(map(str, entry.index))}]" if entry.index else "")
    if entry.verdict == "unresolved":
        return f"{name}: cannot tell. You return {_number(entry.returned)}; {_doubt(entry)}"
    if not math.isfinite(entry.measured):
        return f"{name}: you return {_number(entry.returned)}; the slope there is not finite"
    if entry.kink:
        return (
            f"{name} at {entry.block} = {_number(entry.x)}: you return {_number(entry.returned)}; the point is a kink, "
            f"where every accepted convention lies in [{_number(entry.low)}, {_number(entry.high)}]"
        )
    return (
        f"{name}: you return {_number(entry.returned)}. Measured slope {_with_bar(entry.measured, entry.error)} "
        f"(loss {entry.loss_plus:.12g} at {entry.block} + {entry.step:.1e}, {entry.loss_minus:.12g} at "
        f"{entry.block} - {entry.step:.1e})"
    )


def _doubt(entry: EntryReport) -> str:
    if entry.error == 0:
        return "the output does not change at any step, and so small a slope may be lost in its rounding"
    return f"the slope is only known to be {_with_bar(entry.measured, entry.error)}"


def block_sentence(block: BlockReport) -> str:
    """A block that does not disagree, in words."""
    if block.verdict == "unresolved":
        return f"d{block.name}: {block.count('unresolved')} of {block.returned.size} entries cannot be judged"
    if math.isnan(block.digits):
        return f"d{block.name} agrees with the slopes along random directions"
    if block.verdict == "precision":
        return f"d{block.name} agrees to {block.digits:.0f} digits; the rest is arithmetic precision, not an error"
    if block.digits < 1:
        return f"d{block.name} agrees: both are zero up to rounding"
    return f"d{block.name} agrees to {block.digits:.0f} digits"


def _number(value: float) -> str:
    return f"{value:.10g}"


def _with_bar(value: float, error: float) -> str:
    """A number to as many digits as its bar allows, and the bar."""
    if not math.isfinite(error) or not math.isfinite(value):
        return f"{value:.3g} +- {error:.1g}"
    if error == 0 or value == 0:
        return f"{value:.10g} +- {error:.1g}"
    digits = min(15, max(1, math.floor(math.log10(abs(value))) - math.floor(math.log10(error)) + 1))
    return f"{value:.{digits}g} +- {error:.1g}"
