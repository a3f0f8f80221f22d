"""Report -> GitHub: annotations (workflow commands) on standard output, and the step summary in Markdown.

A learner's text can give the runner a command only by a line that begins with `::` or holds `##[`. What goes into a command is escaped as
the runner unescapes it; whatever else is printed of it, the command prints between `::stop-commands::` and a token that nobody can guess.
"""

from __future__ import annotations

from collections.abc import Iterator

from grader.formats.lines import NOWHERE, Lines, raised_at, unreadable_at
from grader.formats.markdown import report_markdown
from grader.formats.sentences import advice, case_sentence, frames, headline, short, wrong
from grader.report import ExerciseReport, Outcome, Report, TargetReport
from grader.text.cleaning import visible

SUMMARY_LIMIT = 1 << 20  # bytes; GitHub refuses a longer step summary as a whole
MOST_ANNOTATIONS = 9  # GitHub shows ten of a kind for a step; the rest would be lost without a word


def report_annotations(report: Report, root: str = "", places: Lines = NOWHERE) -> str:
    """One error for each target that did not pass, and a notice with the score. `root` is the folder of the submission's files."""
    lines = list(_errors(report, root, places))
    if len(lines) > MOST_ANNOTATIONS:
        left = len(lines) - MOST_ANNOTATIONS
        lines = [
            *lines[:MOST_ANNOTATIONS],
            workflow_command("error", f"{left} more did not pass; the summary shows them all"),
        ]
    return "\n".join([*lines, workflow_command("notice", headline(report), title="nncli")]) + "\n"


def _errors(report: Report, root: str, places: Lines) -> Iterator[str]:
    if report.problem:
        line, _ = unreadable_at(report.problem, report.name)
        place = {"file": _path(root, report.name), "title": "nothing could be graded"} | (
            {"line": str(line)} if line else {}
        )
        yield workflow_command("error", report.problem, **place)
    for exercise in report.exercises:
        for target in exercise.targets:
            if target.outcome is not Outcome.PASSED:
                yield _error(report, exercise, target, root, places)


def _error(report: Report, exercise: ExerciseReport, target: TargetReport, root: str, places: Lines) -> str:
    cases = wrong(target)
    lines = [f"{short(cases[0].name)}: {case_sentence(cases[0])}", *frames(cases[0])]
    if len(cases) > 1:
        lines.append(f"and {len(cases) - 1} more of {len(target.cases)} cases")
    file = exercise.source or report.name
    place = {"file": _path(root, file), "title": f"{exercise.label}. {target.name}"}
    if line := raised_at(cases[0], file) or places.get((file, target.name), 0):
        place["line"] = str(line)
    return workflow_command("error", "\n".join([*lines, *advice(exercise, target)]), **place)


def workflow_command(name: str, message: str, **properties: str) -> str:
    """A workflow command, escaped as the runner unescapes it; what does not show is an escape, as everywhere."""
    words = ",".join(f"{key}={_property(value)}" for key, value in properties.items())
    return f"::{name} {words}::{_data(message)}" if words else f"::{name}::{_data(message)}"


def _data(text: str) -> str:
    return visible(text, keep_lines=True).replace("%", "%25").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")


def _path(root: str, name: str) -> str:
    return f"{root}/{name}" if root not in ("", ".") else name


def report_summary(report: Report) -> str:
    """The step summary, cut before GitHub would refuse it."""
    text = report_markdown(report)
    if len(text.encode()) <= SUMMARY_LIMIT:
        return text
    return text.encode()[: SUMMARY_LIMIT - 200].decode("utf-8", "ignore").rpartition("\n")[0] + "\n\n(cut short)\n"
