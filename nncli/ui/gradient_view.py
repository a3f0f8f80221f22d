"""What a gradient check found -> what is shown in a terminal. A learner's text arrives escaped and is never markup."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from itertools import chain, repeat

from rich.console import Console, ConsoleOptions, RenderableType, RenderResult
from rich.measure import Measurement
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from grader.gradcheck import BlockReport, EntryReport, GradientReport
from grader.pairs.check import PairResult
from grader.text.cleaning import visible
from grader.text.formulas import fit_formulas
from grader.text.numbers import index_text, number_text
from nncli.ui.console import FittedText
from nncli.ui.plain.narrow import FULL, wrap_words

STYLES = {"agree": "green", "subgradient": "green", "precision": "green", "unresolved": "yellow", "disagree": "red"}
WORDS = {
    "agree": "agrees",
    "subgradient": "agrees, on a kink",
    "precision": "agrees, as far as precision goes",
    "unresolved": "cannot tell",
    "disagree": "disagrees",
}
SHOWN = 4
UNBOUNDED = 1000  # columns, to see how wide a table wants to be
LONGEST_LABEL = 14  # columns of the name of a column where rows are stacked; a longer one stands above
JOINED = "\0"  # in place of a blank at which no line is broken


def indent(part: RenderableType, spaces: int = 2) -> Padding:
    """A renderable, two columns to the right."""
    return Padding(part, (0, 0, 0, spaces))


def pair_view(checked: PairResult, command: Sequence[str]) -> Iterator[RenderableType]:
    """One pair: its inputs, a row for each gradient, the wrong entries, what they have in common, how to see it again."""
    report = checked.report
    word, style = (WORDS[report.verdict], STYLES[report.verdict]) if report else ("not checked", "red")
    yield Text.assemble((visible(checked.pair.title), "bold"), "  ", (word, style))
    if checked.recipes:
        yield indent(_inputs_view(checked))
    yield from _problem(checked)
    if report:
        yield from gradient_view(report)
    if checked.exit_status == 1:
        yield Text("")
        yield _again_view([visible(word) for word in command])


def _again_view(words: Sequence[str]) -> FittedText:
    """The command that repeats a check, broken between its options so that a shell reads it as it stands."""

    def text_for(width: int) -> Text:
        lines = ("to see it again: " + " \\\n  ".join(words)).split("\n")
        if width < FULL:
            lines = [
                "to see it again:",
                *(f"  {line}" for line in fit_formulas(" ".join(words), width - 4).split("\n")),
            ]
        return Text("\n".join(f"  {line}" for line in lines), style="dim", no_wrap=True, overflow="ignore")

    return FittedText(text_for)


def _inputs_view(checked: PairResult) -> FittedText:
    """With what a pair was checked, each input on one line."""
    given = ", ".join(f"{name} = {recipe}".replace(" ", JOINED) for name, recipe in checked.recipes.items())
    guessed = f"; {', '.join(checked.guessed)} chosen by name: --input says otherwise" if checked.guessed else ""

    def text_for(width: int) -> Text:
        words = wrap_words(f"with {given}{guessed}", width, "").replace(JOINED, " ")
        return Text(visible(words, keep_lines=True), style="dim")

    return FittedText(text_for)


def _problem(checked: PairResult) -> Iterator[RenderableType]:
    if not checked.problem:
        return
    yield Text("")
    yield indent(Text(visible(checked.problem), style="red"))
    for frame in checked.frames:
        yield indent(Text(f"{visible(frame.file)}, line {frame.line}, in {visible(frame.function)}"), 4)
        if frame.source:
            yield indent(Text(visible(frame.source), style="bold"), 8)
    if checked.hint:
        yield indent(Text(f"hint: {visible(checked.hint)}"))


def gradient_view(report: GradientReport) -> Iterator[RenderableType]:
    """The table of gradients and everything said about them."""
    yield Text("")
    yield indent(_blocks(report.blocks))
    odd = {problem.block for problem in report.problems if problem.kind == "shape"}
    entries = [
        e for block in report.blocks if block.name not in odd for e in block.entries[:SHOWN] if e.verdict != "precision"
    ]
    if entries:
        yield Text("")
        yield indent(_entries(entries))
    patterns = [pattern.sentence for pattern in report.patterns]
    problems = [problem.sentence for problem in report.problems if problem.sentence not in patterns]
    for title, sentences in (("What is wrong", problems), ("What the wrong entries have in common", patterns)):
        if sentences:
            yield Text("")
            yield indent(Text(title, style="bold"))
            yield from (indent(Text(visible(sentence)), 4) for sentence in sentences)
    if report.notes:
        yield Text("")
        yield from (indent(Text(f"note: {visible(note)}", style="dim")) for note in report.notes)


def _blocks(blocks: Sequence[BlockReport]) -> FactTable:
    rows = []
    for block in blocks:
        wrong = block.count("disagree")
        size = block.returned.size
        measured = block.tested == size or wrong
        digits = "" if math.isnan(block.digits) or block.verdict == "disagree" else f"{block.digits:.0f} digits"
        cells = [
            Text(f"d{visible(block.name)}"),
            Text(str(block.shape) if block.shape else "a number"),
            Text(WORDS[block.verdict], style=STYLES[block.verdict]),
            Text((f"{wrong} of {size}" if block.located else f"at least {wrong} of {size}") if measured else ""),
            Text(digits),
        ]
        rows.append(cells)
    return FactTable((("gradient", 8), ("shape", 6), ("verdict", 10), ("wrong", 8), ("agrees to", 9)), rows)


def _entries(entries: Sequence[EntryReport]) -> FactTable:
    rows = []
    for entry in entries:
        name = f"d{visible(entry.block)}{index_text(entry.index)}"
        rows.append([*map(Text, (name, number_text(entry.returned, 10), _slope(entry), _losses(entry)))])
    columns = (("entry", 8), ("you return", 10), ("measured slope", 14), ("the two losses behind it", 20))
    return FactTable(columns, rows)


def _slope(entry: EntryReport) -> str:
    if not math.isfinite(entry.measured):
        return "not known"
    if entry.kink:
        return f"a kink: from {number_text(entry.low, 6)}\nto {number_text(entry.high, 6)}"
    return f"{number_text(entry.measured, 10)}\n± {entry.error:.0e}".replace("e-0", "e-")


def _losses(entry: EntryReport) -> str:
    if not (math.isfinite(entry.loss_plus) and math.isfinite(entry.loss_minus)):
        return ""
    step = f"{entry.step:.1e}".replace("e-0", "e-")
    at = f"d{entry.block}"[1:]
    return f"{entry.loss_plus:.12g} at {visible(at)} + {step}\n{entry.loss_minus:.12g} at {visible(at)} - {step}"


class FactTable:
    """Rows in columns; where the terminal is too narrow for them, what is known of each row below its name. No number is broken."""

    def __init__(self, columns: Sequence[tuple[str, int]], rows: Sequence[Sequence[Text]]) -> None:
        self.columns, self.rows = columns, rows

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0), header_style="dim")
        for name, width in self.columns:
            table.add_column(name, min_width=width, overflow="fold")
        for row in self.rows:
            table.add_row(*row)
        wanted = Measurement.get(console, options.update(width=UNBOUNDED), table).maximum
        if wanted <= options.max_width or options.max_width >= FULL - 2:
            yield table
        else:
            yield from (line for row in self.rows for line in self._stack(row))

    def _stack(self, row: Sequence[Text]) -> Iterator[Text]:
        yield row[0]
        for (name, _), cell in zip(self.columns[1:], row[1:], strict=True):
            if not cell.plain:
                continue
            if len(name) > LONGEST_LABEL:
                yield Text(f"  {name}", style="dim")
            labels = chain([name] if len(name) <= LONGEST_LABEL else [], repeat(""))
            for label, line in zip(labels, cell.split("\n"), strict=False):
                indent = 2 + LONGEST_LABEL + 2 if len(name) <= LONGEST_LABEL else 4
                yield Text.assemble((f"  {label}".ljust(indent), "dim"), line)
