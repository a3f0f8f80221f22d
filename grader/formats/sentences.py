"""A verdict in words: what happened, where, got, then expected. Text that a learner controls comes out visible and on one line."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from grader.report import ExerciseReport, Outcome, Report, TargetReport, Verdict, is_stand_in, told_once
from grader.text.cleaning import visible
from grader.text.numbers import number_text, points_text

LONGEST = 300


def short(text: str | None) -> str:
    """`text` on one line, visible, of bounded length."""
    plain = visible(text or "")
    return plain if len(plain) <= LONGEST else plain[: LONGEST - 1] + "…"


def points(score: float, full: float) -> str:
    """Such as "1.5 of 3"."""
    return f"{points_text(score)} of {points_text(full)}"


def idle_sentence(exercise: ExerciseReport) -> str:
    """Why an exercise that was not started has no points."""
    reasons = {target.cases[0].reason for target in exercise.targets if target.cases}
    if is_stand_in(exercise):
        return "Nothing of it was handed in that could be graded."
    if all(reason.endswith("is not defined") for reason in reasons):
        return "Nothing of it is here: " + ", ".join(sorted(reasons))
    return "Not started: every answer is still as in the starter file."


def report_facts(case: Verdict) -> Iterator[tuple[str, str]]:
    """What is known of a case, as (name, text): only what there is."""
    told = (
        ("reason", case.reason if case.outcome is not Outcome.PASSED else ""),
        ("where", case.where),
        ("got", case.got),
        ("expected", case.expected),
        ("slope", slope_text(case)),
        ("note", case.note),
    )
    for name, text in told:
        if text:
            yield name, short(text)


def slope_text(case: Verdict) -> str:
    """The finite difference with its error bar; empty where none was measured."""
    if case.finite_difference is None:
        return ""
    bar = "" if case.error_bar is None else f" ± {case.error_bar:.0e}".replace("e-0", "e-")
    return f"measured slope {number_text(case.finite_difference)}{bar}"


def case_sentence(case: Verdict) -> str:
    """One line, such as "failed at [1]: got 2, expected 3; measured slope 3 ± 1e-9"."""
    known = dict(report_facts(case))
    if case.outcome is not Outcome.FAILED:
        return f"{case.outcome.words}: {known['reason']}" if "reason" in known else case.outcome.words
    head = f"failed at {known['where']}" if "where" in known else "failed"
    pair = ", ".join(f"{name} {known[name]}" for name in ("got", "expected") if name in known)
    rest = "; ".join(filter(None, (pair, known.get("slope"), known.get("reason"))))
    return f"{head}: {rest}" if rest else head


def case_lines(cases: list[Verdict]) -> list[str]:
    """A line for each sentence, behind the cases of which it is true, and under it the learner's own lines."""
    alike: dict[tuple[str, ...], list[str]] = {}
    for case in cases:
        alike.setdefault((case_sentence(case), *frames(case)), []).append(short(case.name))
    lines = []
    for (first, *rest), names in alike.items():
        lines += [f"{few(names)}: {first}", *(f"    {line}" for line in rest)]
    return lines


def few(names: Sequence[str]) -> str:
    """Three of the names, and how many more there are."""
    return ", ".join(names[:3]) + (f" and {len(names) - 3} more" if len(names) > 3 else "")


def frames(case: Verdict) -> list[str]:
    """The learner's own lines of a traceback."""
    return [
        f"{short(frame.file)}, line {frame.line}, in {short(frame.function)}: {short(frame.source)}"
        for frame in case.frames
    ]


def advice(exercise: ExerciseReport, target: TargetReport | None = None) -> list[str]:
    """The slug and advice of every recognised mistake, of one target or of all; each sentence once."""
    found = [m for m in exercise.mistakes if target is None or m.target == target.name]
    return [f"{m.slug}: {m.advice}" for m in told_once(found)]


def wrong(target: TargetReport) -> list[Verdict]:
    """The cases of a target that did not pass."""
    return [case for case in target.cases if case.outcome is not Outcome.PASSED]


def headline(report: Report) -> str:
    """Such as "ex03_multiply_gate.py: failed, 1.5 of 3 points"."""
    return f"{short(report.name)}: {report.words}, {points(report.score, report.max_score)} points"


def next_step(exercise: ExerciseReport) -> str:
    """What the learner can do next; empty where all is passed."""
    if exercise.outcome is Outcome.PASSED:
        return ""
    if exercise.outcome is Outcome.BROKEN:
        return f"This is not your fault: exercise {exercise.label} itself is broken; please tell your teacher"
    return f"next: nncli hint {exercise.label}"
