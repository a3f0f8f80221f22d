"""Report -> what is shown in a terminal: pure functions of a Report. Learner's text arrives escaped and is never markup."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import groupby

from rich.console import Console, ConsoleOptions, Group, RenderableType, RenderResult
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from grader.exercise.catalogue import entries
from grader.exercise.packs import command_words
from grader.formats.sentences import few, idle_sentence, slope_text
from grader.report import NOT_ANSWERED, ExerciseReport, Outcome, Report, TargetReport, ToldMistake, Verdict, told_once
from grader.text.cleaning import clip, visible
from grader.text.numbers import points_text
from grader.wire import Frame
from nncli.ui.case_table import CaseTable, further_words, has_values
from nncli.ui.console import CommandLine, FormulaLine
from nncli.ui.derivation_view import derivation_view
from nncli.ui.next_words import CasePlace, command_for_case, first_with_inputs
from nncli.ui.plain.narrow import FULL

STYLES = {
    Outcome.PASSED: "green",
    Outcome.MISSING: "yellow",
    Outcome.BROKEN: "magenta",
    **dict.fromkeys((Outcome.FAILED, Outcome.RAISED, Outcome.TIMED_OUT, Outcome.ENDED), "red"),
}
PRINTED_LINES = 12
MOST_TRACEBACKS = 3
INPUT_WIDTH = 76  # of a case's name and its inputs on one line
NOT_DEFINED = "not defined"
HERE = CasePlace()
WARNING = re.compile(r"\S[^:]*:\d+: \w*Warning: ")
NUMBER = re.compile(r"-?\d[\d.]*(?:e[-+]\d+)?")


def report_view(report: Report, only_failures: bool = False, place: CasePlace = HERE) -> RenderableType:
    """The whole report; `place` is where `nncli case` finds the submission."""
    parts: list[RenderableType] = []
    for exercise in report.exercises:
        parts += [*exercise_view(exercise, only_failures, command_for_case(report, exercise, place)), Text("")]
    if report.problem:
        parts += [problem_view(report), Text("")]
    parts += [note_view(note) for note in report.notes]
    return Group(*parts, *_closing(report))


def note_view(note: str) -> Text:
    """A note; its further lines are set in, so that none of them can be taken for one of ours."""
    first, *more = visible(note, keep_lines=True).split("\n")
    return Text("\n".join([f"note: {first}", *(f"    {line}" for line in more)]), style="dim")


def problem_view(report: Report) -> Text:
    """What could not be graded, and why."""
    return Text(visible(report.problem, keep_lines=True), style="red")


def summary_view(report: Report) -> RenderableType:
    """One line an exercise."""
    lines = [Headline(exercise) for exercise in report.exercises]
    return Group(*lines, *([problem_view(report)] if report.problem else []))


def exercise_view(exercise: ExerciseReport, only_failures: bool, command: str) -> Iterator[RenderableType]:
    """One exercise: its headline, a table a target, what went wrong and what to do next; `command` shows a failing case."""
    yield Headline(exercise)
    if exercise.not_started:
        yield _indent(Text(idle_sentence(exercise)))
        yield from _advice(exercise)
    else:
        told: set[tuple[Frame, ...]] = set()
        for reason, together in groupby(exercise.targets, _why_missing):
            targets = list(together)
            yield from _missing_view(reason, targets) if reason else _targets_view(targets, only_failures, told)
        yield from _advice(exercise)
    yield from _prints_view(exercise)
    yield from _next_step(exercise, command)


class Headline:
    """The title of an exercise, its file and what became of it: side by side, and below each other where the terminal is narrow."""

    def __init__(self, exercise: ExerciseReport) -> None:
        self.title = Text(f"Exercise {exercise.label}  {exercise.title}", style="bold")
        self.source = Text(visible(exercise.source), style="dim", overflow="fold")
        words = Text(f"{exercise.words}  ", style=STYLES[exercise.outcome])
        self.outcome = words + Text(_of(exercise.score, exercise.max_score), style="bold")

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        title = Text("  ").join([self.title, self.source]) if self.source else self.title
        gap = options.max_width - title.cell_len - self.outcome.cell_len
        if gap >= 2:
            yield Text.assemble(title, " " * gap, self.outcome)
        elif options.max_width < FULL:
            yield from self._narrow(options.max_width)
        else:
            yield self._fold(title)

    def _fold(self, title: Text) -> Table:
        line = Table.grid(expand=True, padding=(0, 2, 0, 0), pad_edge=False)
        line.add_column(ratio=1, overflow="fold")
        line.add_column(justify="right", no_wrap=True)
        line.add_row(title, self.outcome)
        return line

    def _narrow(self, width: int) -> Iterator[Text]:
        """The title, and below it its file and the outcome, side by side where they fit."""
        yield self.title
        below = Text("  ").join(filter(None, [self.source, self.outcome]))
        parts = [below] if below.cell_len + 2 <= width else filter(None, [self.source, self.outcome])
        yield from (Text("  ") + part for part in parts)


def _of(score: float, full: float) -> str:
    return f"{points_text(score)} of {points_text(full)}"


def _why_missing(target: TargetReport) -> str:
    """Why nothing of a target can be graded; empty where something was."""
    if any(case.outcome is not Outcome.MISSING for case in target.cases):
        return ""
    reason = target.cases[0].reason
    return NOT_DEFINED if reason == f"{target.name} is {NOT_DEFINED}" else reason


def _missing_view(reason: str, targets: list[TargetReport]) -> Iterator[RenderableType]:
    """Targets beside one another that are missing for the same reason, and the reason once."""
    score, full = sum(target.score for target in targets), sum(target.max_score for target in targets)
    names = ", ".join(target.name for target in targets)
    words = f"{reason} ({len(targets)} parts)" if len(targets) > 1 else targets[0].cases[0].reason
    yield Text("")
    yield _indent(Text.assemble((names, "bold cyan"), f"  {_of(score, full)}"))
    yield _indent(Text(f"missing: {words}", style=STYLES[Outcome.MISSING]), 4)


def _targets_view(
    targets: Iterable[TargetReport], only_failures: bool, told: set[tuple[Frame, ...]]
) -> Iterator[RenderableType]:
    for target in targets:
        yield from target_view(target, only_failures, told)


def target_view(target: TargetReport, only_failures: bool, told: set[tuple[Frame, ...]]) -> Iterator[RenderableType]:
    """One target: its name and points, and a table of its cases; a traceback that is already among those `told` is not shown again."""
    if only_failures and target.outcome is Outcome.PASSED:
        return
    shown = [case for case in target.cases if not (only_failures and case.outcome is Outcome.PASSED)]
    yield Text("")
    yield _indent(Text.assemble((target.name, "bold cyan"), f"  {_of(target.score, target.max_score)}"))
    if target.derivation and not target.derivation.is_empty:
        if shown:
            yield from map(_indent, derivation_view(target.derivation))
        return
    yield _indent(CaseTable(shown))
    yield from _inputs(shown)
    yield from _slope(shown)
    yield from _reasons(shown)
    yield from _tracebacks(shown, told)


def _inputs(cases: list[Verdict]) -> Iterator[RenderableType]:
    """The inputs of the first wrong case whose inputs fit in a few lines."""
    case = first_with_inputs(tuple(case for case in cases if case.shown_inputs))
    if case is None:
        return
    first, *more = case.shown_inputs
    head = f"{visible(case.name)}: "
    if more or len(head) + len(first) > INPUT_WIDTH:
        yield _indent(Text(f"inputs of {visible(case.name)}:", style="dim"))
        yield from (_indent(FormulaLine(line), 4) for line in case.shown_inputs)
    else:
        yield _indent(FormulaLine(head + first, words=len(head)))


def _slope(cases: list[Verdict]) -> Iterator[RenderableType]:
    """The slope that was measured for the first wrong case; the others are in the JSON report."""
    case = next((case for case in cases if case.finite_difference is not None), None)
    if case is not None:
        place = f"{visible(case.name)}, {case.where}" if case.where else visible(case.name)
        yield _indent(Text(f"{slope_text(case)} ({place})", style="dim"))


def _reasons(cases: list[Verdict]) -> Iterator[RenderableType]:
    """What a table's cell has no room for: each sentence once, also where only its numbers differ."""
    alike: dict[str, list[tuple[Verdict, str]]] = {}
    for case in cases:
        reason = further_words(case) if case.outcome is not Outcome.PASSED and has_values(case) else ""
        words = "; ".join(filter(None, (reason, case.note)))
        if words and not case.frames and words != NOT_ANSWERED and not _is_in_table(case, words):
            alike.setdefault(NUMBER.sub("0", words), []).append((case, words))
    for told in alike.values():
        yield _indent(_sentence(told, len(cases)))


def _sentence(told: list[tuple[Verdict, str]], all_cases: int) -> Text:
    """Such as "by hand: row 1 of x is 2; likewise in 3 more cases", or the one sentence behind the names of its cases."""
    names, sentences = [visible(case.name) for case, _ in told], {words for _, words in told}
    head, more = few(names), ""
    if len(sentences) > 1:
        head, more = names[0], f"; likewise in {len(names) - 1} more case{'s' * (len(names) > 2)}"
    elif len(names) == all_cases > 2:
        head = f"all {all_cases} cases"
    words = told[0][1]
    return Text.assemble((f"{head}: ", "dim"), visible(words, keep_lines="SyntaxError" in words), more)


def _is_in_table(case: Verdict, words: str) -> bool:
    """Such as "shape (3,) where shape (4,) is expected": the row says it already."""
    return (
        words in [f"{case.got} where {case.expected} {verb} expected" for verb in ("is", "are")] or case.got == "None"
    )


def _tracebacks(cases: list[Verdict], told: set[tuple[Frame, ...]]) -> Iterator[RenderableType]:
    """Each exception once, with the learner's own lines: a file that stops while it is loaded stops before every target alike."""
    fresh: dict[tuple[Frame, ...], list[Verdict]] = {}
    for case in cases:
        if case.frames and case.frames not in told:
            fresh.setdefault(case.frames, []).append(case)
    if known := dict.fromkeys(case.got for case in cases if case.frames in told):
        yield _indent(Text(f"{', '.join(filter(None, known))}: at the line that is shown above"))
    told.update(fresh)
    for frames, raised in list(fresh.items())[:MOST_TRACEBACKS]:
        yield Text("")
        yield _indent(Text(visible(raised[0].reason), style="red"))
        for frame in frames:
            times = f"  ({frame.times} times)" if frame.times > 1 else ""
            yield _indent(Text(f"{visible(frame.file)}, line {frame.line}, in {visible(frame.function)}{times}"), 4)
            if frame.source:
                yield _indent(Text(visible(frame.source), style="bold"), 8)


def _advice(exercise: ExerciseReport) -> Iterator[RenderableType]:
    in_tables = {target.name for target in exercise.targets if target.derivation}
    mistakes = told_once(mistake for mistake in exercise.mistakes if mistake.target not in in_tables)
    if not mistakes:
        return
    yield Text("")
    yield _indent(Text("What these numbers say", style="bold"))
    by_advice: dict[str, list[ToldMistake]] = {}  # several slugs may give the same
    for mistake in mistakes:
        by_advice.setdefault(mistake.advice, []).append(mistake)
    for advice, several in by_advice.items():
        for one in several:
            yield _indent(Text.assemble((one.slug, "bold yellow"), (f" in {few(one.targets)}", "dim")))
        yield _indent(Text(advice), 4)


def _prints_view(exercise: ExerciseReport) -> Iterator[RenderableType]:
    lines = exercise.printed.strip("\n").split("\n")
    warnings = dict.fromkeys(line for line in lines if WARNING.match(line))
    printed = [line for line in lines if line not in warnings]
    for head, found in (("Your code printed", printed), ("Python and NumPy warned", warnings)):
        if any(line.strip() for line in found):
            yield Text("")
            yield _indent(Text(head, style="bold"))
            yield from (_indent(Text(line, style="dim"), 4) for line in clip("\n".join(found), PRINTED_LINES, 100))


def _next_step(exercise: ExerciseReport, command: str) -> Iterator[RenderableType]:
    if exercise.outcome is Outcome.PASSED:
        return
    yield Text("")
    if exercise.outcome is Outcome.BROKEN:
        yield _indent(Text(_blameless(exercise.label)))
        return
    if command:
        yield CommandLine("try it:", command)
    yield _indent(Text.assemble("next: ", (f"nncli hint {command_words(exercise.label)}", "bold")))


def _blameless(label: str) -> str:
    """Whose fault it is where an exercise cannot be graded; what is wrong with a whole pack was said already."""
    entry = next((entry for entry in entries() if entry.label == label), None)
    if entry and entry.pack and entry.pack.problem:
        return "This is not your fault, and costs no mark: the pack cannot be used here yet."
    return f"This is not your fault: exercise {label} itself is broken. `nncli audit {command_words(label)}` says more"


def _closing(report: Report) -> Iterator[RenderableType]:
    if len(report.exercises) > 1:
        yield Text(f"Score {_of(report.score, report.max_score)}", style="bold")
    if report.isolation.level != "strong" and report.exercises:
        yield Text(f"isolation: {report.isolation.detail}", style="dim")


def _indent(part: RenderableType, spaces: int = 2) -> Padding:
    return Padding(part, (0, 0, 0, spaces))
