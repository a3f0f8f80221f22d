"""Report -> what is shown in a terminal: pure functions of a Report. Learner's text arrives escaped and is never markup."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import click
from msgspec.structs import replace
from rich.cells import cell_len
from rich.console import Console, ConsoleOptions, Group, RenderableType, RenderResult
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from grader.report import ExerciseReport, Outcome, Report, TargetReport, Verdict
from grader.text.cleaning import clip, visible, without_commands
from grader.text.numbers import number_text, points_text
from grader.wire import Frame
from nncli.ui.derivation_view import derivation_view

STYLES = {
    Outcome.PASSED: "green",
    Outcome.FAILED: "red",
    Outcome.RAISED: "red",
    Outcome.TIMED_OUT: "red",
    Outcome.ENDED: "red",
    Outcome.MISSING: "yellow",
    Outcome.BROKEN: "magenta",
}
PRINTED_LINES = 12
GAP = 2  # blanks between two columns


def report_view(report: Report, only_failures: bool = False) -> RenderableType:
    """The whole report."""
    parts: list[RenderableType] = []
    for exercise in report.exercises:
        parts += [*exercise_view(exercise, only_failures), Text("")]
    if report.problem:
        parts += [problem_view(report), Text("")]
    parts += [note_view(note) for note in report.notes]
    return Group(*parts, *_closing(report))


def note_view(note: str) -> Text:
    """A note; its further lines are set in, so that none of them can be taken for one of ours."""
    first, *more = visible(note, keep_lines=True).split("\n")
    return Text("\n".join([f"note: {first}", *(f"    {line}" for line in more)]), style="dim")


def problem_view(report: Report) -> Text:
    """Why nothing could be graded."""
    return Text(visible(report.problem, keep_lines=True), style="red")


def summary_view(report: Report) -> RenderableType:
    """One line an exercise."""
    lines = [_headline(exercise) for exercise in report.exercises]
    return Group(*lines) if lines else problem_view(report)


def exercise_view(exercise: ExerciseReport, only_failures: bool) -> Iterator[RenderableType]:
    """One exercise: its headline, a table a target, what went wrong and what to do next."""
    yield _headline(exercise)
    if exercise.not_started:
        yield _indent(Text(_idle_words(exercise)))
    else:
        for target in exercise.targets:
            yield from target_view(exercise, target, only_failures)
        yield from _advice(exercise)
    yield from _prints_view(exercise)
    yield from _next_step(exercise)


def _idle_words(exercise: ExerciseReport) -> str:
    reasons = {target.cases[0].reason for target in exercise.targets if target.cases}
    if all(reason.endswith("is not defined") for reason in reasons):
        return "Nothing of it is here: " + ", ".join(sorted(reasons))
    return "Not started: every answer is still as in the starter file."


def _headline(exercise: ExerciseReport) -> RenderableType:
    line = Table.grid(expand=True)
    line.add_column(ratio=1)
    line.add_column(justify="right", no_wrap=True)
    title = Text.assemble((f"Exercise {exercise.number}  ", "bold"), (exercise.title, "bold"))
    if exercise.source:
        title.append(f"  {visible(exercise.source)}", style="dim")
    words = Text(f"{exercise.outcome.words}  ", style=STYLES[exercise.outcome])
    line.add_row(title, words + Text(_of(exercise.score, exercise.max_score), style="bold"))
    return line


def _of(score: float, full: float) -> str:
    return f"{points_text(score)} of {points_text(full)}"


def target_view(exercise: ExerciseReport, target: TargetReport, only_failures: bool) -> Iterator[RenderableType]:
    """One target: its name and points, and a table of its cases."""
    shown = [case for case in target.cases if not (only_failures and case.outcome is Outcome.PASSED)]
    yield Text("")
    yield _indent(Text.assemble((target.name, "bold cyan"), f"  {_of(target.score, target.max_score)}"))
    if all(case.outcome is Outcome.MISSING for case in target.cases):
        yield _indent(Text(f"missing: {target.cases[0].reason}", style=STYLES[Outcome.MISSING]), 4)
        return
    if target.derivation and not target.derivation.is_empty:
        if shown:
            yield from map(_indent, derivation_view(target.derivation))
        return
    if shown:
        yield _indent(CaseTable(_merge_reasons(shown)))
    yield from _reasons(shown)
    yield from _tracebacks(shown)


def _merge_reasons(cases: list[Verdict]) -> list[Verdict]:
    """One row for all where the same thing happened in every case, as when the file itself cannot be run."""
    facts = {(c.outcome, c.where, c.got, c.expected, c.reason) for c in cases}
    if len(cases) < 4 or len(facts) > 1 or cases[0].outcome is Outcome.PASSED:
        return cases
    whole = sum(case.max_score for case in cases)
    return [replace(cases[0], name=f"all {len(cases)} cases", max_score=whole)]


class CaseTable:
    """Outcome, place, got, expected, measured slope and points; a column that would be empty is left out.

    A table that fits is laid out here, in a tenth of the time that rich's Table takes; one that must fold is left to it.
    """

    COLUMNS = (("case", 14), ("outcome", 7), ("where", 6), ("got", 8), ("expected", 8), ("slope", 8), ("points", 6))

    def __init__(self, cases: Sequence[Verdict]) -> None:
        rows = [_row(case) for case in cases]
        kept = [place for place in range(len(self.COLUMNS)) if any(row[place].plain for row in rows)]
        self.columns = [self.COLUMNS[place] for place in kept]
        self.rows = [[row[place] for place in kept] for row in rows]

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        widths = [max(least, *(_width(row[at]) for row in self.rows)) for at, (_, least) in enumerate(self.columns)]
        excess = sum(widths) + GAP * (len(widths) - 1) - options.max_width
        folds = any("\n" in cell.plain for row in self.rows for cell in row)
        if folds or excess > 0:
            yield self.folding(self._narrow(widths, excess))
        else:
            yield self.laid_out(widths)

    def _narrow(self, widths: list[int], excess: int) -> list[int]:
        """The widths with this much less in sum, the widest first: at blanks as long as that is enough, then within words."""
        loose = [at for at, (name, _) in enumerate(self.columns) if name not in ("outcome", "points")]
        header = [Text(name) for name, _ in self.columns]
        words = [max(map(_longest_word, column)) for column in zip(header, *self.rows, strict=True)]
        for floors in (words, [3] * len(widths)):
            for _ in range(max(0, excess)):
                wide = [at for at in loose if widths[at] > floors[at]]
                if wide:
                    widths[max(wide, key=lambda at: widths[at])] -= 1
                    excess -= 1
        return widths

    def folding(self, widths: Sequence[int]) -> Table:
        """The table where a cell may take several lines."""
        table = Table(box=None, pad_edge=False, padding=(0, GAP, 0, 0), header_style="dim")
        for (name, _), width in zip(self.columns, widths, strict=True):
            table.add_column(name, width=width, overflow="fold", justify="right" if name == "points" else "left")
        for row in self.rows:
            table.add_row(*row)
        return table

    def laid_out(self, widths: Sequence[int]) -> Text:
        header = [Text(name, style="dim") for name, _ in self.columns]
        return Text("\n", no_wrap=True).join([self._line(row, widths) for row in (header, *self.rows)])

    def _line(self, row: Sequence[Text], widths: Sequence[int]) -> Text:
        line = Text()
        for (name, _), width, cell in zip(self.columns, widths, row, strict=True):
            blank = " " * (width - cell.cell_len)
            if name == "points":
                line.append(blank).append_text(cell)
            else:
                line.append_text(cell).append(blank + " " * GAP)
        return line


def _width(cell: Text) -> int:
    """The width of a cell's longest line."""
    return max(line.cell_len for line in cell.split("\n", allow_blank=True))


def _longest_word(cell: Text) -> int:
    return max(map(cell_len, cell.plain.split()), default=0)


def _row(case: Verdict) -> list[Text]:
    return [
        Text(visible(case.name)),
        Text(case.outcome.words, style=STYLES[case.outcome]),
        Text(case.where or ""),
        Text(_short(case.got if case.outcome is not Outcome.RAISED else "")),
        Text(_short(case.expected)),
        Text(_slope(case)),
        Text(f"{points_text(case.score)}/{points_text(case.max_score)}".replace("0.", ".")),
    ]


def _short(text: str | None) -> str:
    plain = visible(text or "")
    return plain if len(plain) <= 60 else plain[:59] + "…"


def _slope(case: Verdict) -> str:
    if case.finite_difference is None:
        return ""
    bar = "" if case.error_bar is None else f"\n± {case.error_bar:.0e}".replace("e-0", "e-")
    return number_text(case.finite_difference) + bar


def _reasons(cases: list[Verdict]) -> Iterator[RenderableType]:
    """What a table's cell has no room for, each sentence once."""
    told: dict[str, list[str]] = {}
    for case in cases:
        words = "; ".join(filter(None, (case.reason if case.outcome is not Outcome.PASSED else "", case.note)))
        if words and not case.frames:
            told.setdefault(words, []).append(case.name)
    for words, names in told.items():
        where = ", ".join(names[:3]) + (f" and {len(names) - 3} more" if len(names) > 3 else "")
        yield _indent(Text.assemble((f"{visible(where)}: ", "dim"), visible(words, keep_lines="SyntaxError" in words)))


def _tracebacks(cases: list[Verdict]) -> Iterator[RenderableType]:
    """Each exception once, with the learner's own lines."""
    told: dict[tuple[Frame, ...], list[Verdict]] = {}
    for case in cases:
        if case.frames:
            told.setdefault(case.frames, []).append(case)
    for frames, raised in list(told.items())[:3]:
        yield Text("")
        yield _indent(Text(visible(raised[0].reason), style="red"))
        for frame in frames:
            yield _indent(Text(f"{visible(frame.file)}, line {frame.line}, in {visible(frame.function)}"), 4)
            if frame.source:
                yield _indent(Text(visible(frame.source), style="bold"), 8)


def _advice(exercise: ExerciseReport) -> Iterator[RenderableType]:
    in_tables = {target.name for target in exercise.targets if target.derivation}
    mistakes = [mistake for mistake in exercise.mistakes if mistake.target not in in_tables]
    if not mistakes:
        return
    yield Text("")
    yield _indent(Text("What these numbers say", style="bold"))
    for mistake in mistakes:
        head = Text.assemble((mistake.slug, "bold yellow"), (f" in {mistake.target}", "dim"))
        yield _indent(head)
        yield _indent(Text(mistake.advice), 4)


def _prints_view(exercise: ExerciseReport) -> Iterator[RenderableType]:
    if not exercise.printed.strip():
        return
    yield Text("")
    yield _indent(Text("Your code printed", style="bold"))
    for line in clip(exercise.printed, PRINTED_LINES, 100):
        yield _indent(Text(line, style="dim"), 4)


def _next_step(exercise: ExerciseReport) -> Iterator[RenderableType]:
    if exercise.outcome is Outcome.PASSED:
        return
    yield Text("")
    if exercise.outcome is Outcome.BROKEN:
        yield _indent(
            Text(
                f"This is not your fault: exercise {exercise.number} itself is broken. `nncli audit {exercise.number}` says more"
            )
        )
    else:
        yield _indent(Text.assemble("next: ", (f"nncli hint {exercise.number}", "bold")))


def _closing(report: Report) -> Iterator[RenderableType]:
    if len(report.exercises) > 1:
        yield Text(f"Score {_of(report.score, report.max_score)}", style="bold")
    if report.isolation.level != "strong" and report.exercises:
        yield Text(f"isolation: {report.isolation.detail}", style="dim")


def _indent(part: RenderableType, spaces: int = 2) -> Padding:
    return Padding(part, (0, 0, 0, spaces))


def show(view: RenderableType, stderr: bool = False) -> None:
    """Print; into a pipe, a file or a dumb terminal without the blanks that fill a line, and with no command for a CI system."""
    out = console(stderr)
    if out.is_terminal and not out.is_dumb_terminal:
        out.print(view)
        return
    with out.capture() as captured:
        out.print(view)
    plain = "\n".join(line.rstrip() for line in captured.get().split("\n"))
    click.echo(without_commands(plain), nl=False, err=stderr)


def console(stderr: bool = False) -> Console:
    """A console that neither reads markup nor guesses at numbers; 80 columns where it is no terminal.

    Of a dumb terminal, rich takes for granted that it has 80 columns; it is asked instead.
    """
    found = Console(stderr=stderr, markup=False, highlight=False, emoji=False, soft_wrap=False)
    if not found.is_terminal:
        found.width = 80
    elif found.is_dumb_terminal:
        import shutil  # here, since it takes a while to load

        found.size = shutil.get_terminal_size()
    return found
