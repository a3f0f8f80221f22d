"""The run beside PyTorch -> what is shown in a terminal: both columns, value by value. Learner's text arrives escaped."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rich.cells import cell_len
from rich.console import Console, ConsoleOptions, Group, RenderableType, RenderResult
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from grader.beside.torch_run import TorchComparison, ValuePair
from grader.text.cleaning import visible

LONGEST = 200  # characters of a value that is text
LONGEST_NUMBER = 30  # columns; what is longer is text, and may be folded


def torch_view(version: str, compared: Sequence[tuple[str, Sequence[TorchComparison]]]) -> RenderableType:
    """All comparisons, under the title of their exercise."""
    parts: list[RenderableType] = [Text(""), Text(f"Beside PyTorch {version} (no points)", style="bold")]
    for title, comparisons in compared:
        for one in comparisons:
            parts += [Text(""), _indent(Text(f"{title}: {one.name}", style="cyan"), 2), *_comparison(one)]
    return Group(*parts)


def _comparison(one: TorchComparison) -> Iterator[RenderableType]:
    if one.problem:
        yield _indent(Text(visible(one.problem), style="yellow"), 4)
        return
    yield _indent(PairTable(one.pairs), 2)
    agree = sum(pair.agrees for pair in one.pairs)
    words = "the same as PyTorch" if agree == len(one.pairs) else f"{agree} of {len(one.pairs)} values as in PyTorch"
    yield _indent(Text(words, style="green" if agree == len(one.pairs) else "red"), 4)


def _indent(part: RenderableType, by: int) -> Padding:
    return Padding(part, (0, 0, 0, by), expand=False)


class PairTable:
    """Pairs as a table; one below the other where a row does not fit, so that no number is broken."""

    def __init__(self, pairs: Sequence[ValuePair]) -> None:
        self.rows = [
            ([visible(text)[:LONGEST] for text in (pair.name, pair.yours, pair.theirs, pair.words)], pair.agrees)
            for pair in pairs
        ]

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        """The table where its numbers fit, the stack where they do not; long texts are folded in either."""
        short = [[cell_len(text) for text in cells if cell_len(text) <= LONGEST_NUMBER] for cells, _ in self.rows]
        if max((sum(cells) + 2 * len(cells) for cells in short), default=0) + 2 <= options.max_width:
            yield self._table()
        else:
            yield from self._stack()

    def _table(self) -> Table:
        table = Table(box=None, padding=(0, 0, 0, 2), header_style="dim")
        for heading in ("value", "yours", "PyTorch", ""):
            table.add_column(heading, overflow="fold")
        for cells, agrees in self.rows:
            table.add_row(*map(Text, cells), style="" if agrees else "red")
        return table

    def _stack(self) -> Iterator[RenderableType]:
        for (name, yours, theirs, words), agrees in self.rows:
            text = f"{name}  {words}\n  yours    {yours}\n  PyTorch  {theirs}"
            yield _indent(Text(text, style="" if agrees else "red"), 2)
