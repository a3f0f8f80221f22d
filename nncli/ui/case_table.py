"""The cases of a target, for a terminal: one mark a case. What is wrong stands in a table, what is right behind it.

Nothing is cut, and no number is ever broken: where a row does not fit, its values stand below one another.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

import msgspec
from rich.cells import cell_len
from rich.console import Console, ConsoleOptions, RenderResult
from rich.text import Text

from grader.formats.sentences import few
from grader.report import Outcome, Verdict
from grader.text.cleaning import visible

GAP = 2  # blanks between two columns
LONGEST_CELL = 60
NARROWEST_NAME = 18  # columns for the names of cases, before a row is stacked
MARKS = {Outcome.PASSED: "✓", Outcome.MISSING: "–", Outcome.BROKEN: "!"}
STYLES = {Outcome.PASSED: "green", Outcome.MISSING: "yellow", Outcome.BROKEN: "magenta"}
HEADER = ("where", "got", "expected", "wrong")
COUNTED = re.compile(r"(?:^|; )(\d+ of \d+) (entries|rows) wrong")  # as grader/judging/compare.py says it


class Row(msgspec.Struct, frozen=True):
    """What is shown of one wrong case, or of several of which the same is true."""

    name: str
    outcome: Outcome
    values: tuple[str, ...]  # as HEADER says; empty where there is nothing to say


class CaseTable:
    """The wrong cases as a table of columns that are not empty, then the right ones by their names."""

    def __init__(self, cases: Sequence[Verdict]) -> None:
        wrong = [case for case in cases if case.outcome is not Outcome.PASSED]
        self.rows = list(_rows([case for case in wrong if has_values(case)], len(cases)))
        self.sentences = _sentences([case for case in wrong if not has_values(case)], len(cases))
        self.right = [visible(case.name) for case in cases if case.outcome is Outcome.PASSED]
        self.columns = [at for at in range(len(HEADER)) if any(row.values[at] for row in self.rows)]

    def _fit(self, width: int) -> tuple[list[int], list[int]]:
        """The columns and their widths, that of the names first; without the last one where there is no room for it."""
        columns = list(self.columns)
        longest = max(len("case"), *(cell_len(row.name) for row in self.rows))
        while True:
            values = [
                max(cell_len(text) for text in (HEADER[at], *(row.values[at] for row in self.rows))) for at in columns
            ]
            room = width - 2 - sum(values) - GAP * len(values)
            if room >= longest or columns[-1:] != [len(HEADER) - 1]:
                return columns, [min(longest, room), *values]
            columns.pop()

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        width = options.max_width
        said = [line for outcome, words in self.sentences for line in _hang(outcome, words, width)]
        for line in [*self._table(width), *said, *_flow(self.right, width)]:
            line.no_wrap = True
            yield line

    def _table(self, width: int) -> list[Text]:
        if not self.rows:
            return []
        columns, widths = self._fit(width)
        if widths[0] < min(NARROWEST_NAME, max(cell_len(row.name) for row in self.rows)):
            return [line for row in self.rows for line in _stack(row, width)]
        header = Text("  ").append(_join(["case", *(HEADER[at] for at in columns)], widths), style="dim")
        return [header, *(line for row in self.rows for line in _lines(row, columns, widths))]


def _lines(row: Row, columns: Sequence[int], widths: Sequence[int]) -> Iterator[Text]:
    first, *more = wrap(row.name, widths[0])
    yield _mark(row.outcome).append(_join([first, *(row.values[at] for at in columns)], widths))
    yield from (Text(f"  {line}") for line in more)


def has_values(case: Verdict) -> bool:
    """Whether a column can show something of it; any other case gets a sentence only."""
    return any((case.where, _got(case), case.expected))


def _sentences(cases: list[Verdict], all_cases: int) -> list[tuple[Outcome, str]]:
    """What is said of cases that have no values, each sentence once, behind the names of its cases."""
    alike: dict[tuple[Outcome, str], list[str]] = {}
    for case in cases:
        said = visible(case.reason) or case.outcome.value.replace("_", " ")  # a teacher may have hidden the reason
        alike.setdefault((case.outcome, said), []).append(visible(case.name))
    return [
        (outcome, f"{f'all {all_cases} cases' if len(names) == all_cases > 2 else few(names)}: {said}")
        for (outcome, said), names in alike.items()
    ]


def _hang(outcome: Outcome, words: str, width: int) -> Iterator[Text]:
    first, *more = wrap(words, width - 2)
    yield _mark(outcome).append(first)
    yield from (Text(f"  {line}") for line in more)


def _rows(cases: list[Verdict], all_cases: int) -> Iterator[Row]:
    """A row for each case; one for three and more of which the same is true."""
    alike: dict[tuple[object, ...], list[Verdict]] = {}
    for case in cases:
        alike.setdefault(_facts(case), []).append(case)
    merged = {id(group[0]): group for group in alike.values() if len(group) > 2}
    spared = {id(case) for group in merged.values() for case in group[1:]}
    for case in cases:
        if id(case) not in spared:
            group = merged.get(id(case), [case])
            yield Row(_name(group, all_cases), case.outcome, _values(group))


def _facts(case: Verdict) -> tuple[object, ...]:
    """What a reader sees of a wrong case; equal facts share a row. What was expected counts only where something was returned."""
    nothing = case.got == "None" or case.outcome is not Outcome.FAILED
    return (case.outcome, case.where, _got(case), None if nothing else case.expected)


def _name(group: list[Verdict], all_cases: int) -> str:
    if len(group) == 1:
        return visible(group[0].name)
    if len(group) == all_cases:
        return f"all {all_cases} cases"
    return f"{visible(group[0].name)} and {len(group) - 1} more"


def _values(group: list[Verdict]) -> tuple[str, ...]:
    case, alike = group[0], len({case.expected for case in group}) == 1
    counted = COUNTED.search(case.reason) if len({case.reason for case in group}) == 1 else None
    expected = _cut(case.expected) if alike else "a result"
    unit = " rows" if counted and counted[2] == "rows" else ""
    return (visible(case.where or ""), _got(case), expected, counted[1] + unit if counted else "")


def further_words(case: Verdict) -> str:
    """What is said of a wrong case beside its row."""
    return COUNTED.sub("", case.reason).removeprefix("; ")


def _got(case: Verdict) -> str:
    """What came: a value, or in its place what happened."""
    if case.outcome is Outcome.MISSING:
        return case.outcome.words if "not defined" in case.reason else "not answered"
    if case.outcome is Outcome.FAILED:
        return _cut(case.got)
    return _cut(case.got) if case.outcome is Outcome.RAISED and case.got else case.outcome.words


def _cut(text: str | None) -> str:
    plain = visible(text or "")
    return plain if len(plain) <= LONGEST_CELL else plain[: LONGEST_CELL - 1] + "…"


def _mark(outcome: Outcome) -> Text:
    return Text.assemble((f"{MARKS.get(outcome, '✗')} ", STYLES.get(outcome, "red")))


def _join(cells: Sequence[str], widths: Sequence[int]) -> str:
    padded = [cell + " " * (width - cell_len(cell)) for cell, width in zip(cells, widths, strict=True)]
    return (" " * GAP).join(padded).rstrip()


def _stack(row: Row, width: int) -> Iterator[Text]:
    """A case whose values stand below its name."""
    yield from _hang(row.outcome, row.name, width)
    for name, text in zip(HEADER, row.values, strict=True):
        label = Text(f"  {name:<8}  ", style="dim")
        for number, line in enumerate(wrap(text, width - len(label)) if text else ()):
            yield (label if number == 0 else Text(" " * len(label))) + line


def _flow(names: Sequence[str], width: int) -> list[Text]:
    """The right cases, each behind its mark, as many to a line as fit."""
    lines: list[Text] = []
    for name in names:
        first, *more = wrap(name, width - 2)
        item = _mark(Outcome.PASSED).append(first)
        if lines and not more and lines[-1].cell_len + GAP + item.cell_len <= width:
            lines[-1].append(" " * GAP).append_text(item)
        else:
            lines += [item, *(Text(f"  {line}") for line in more)]
    return lines


def wrap(text: str, width: int) -> list[str]:
    """`text` in lines of at most `width` columns, broken at blanks; a word that is longer than a line stands in several."""
    lines = [""]
    for word in text.split(" "):
        longer = f"{lines[-1]} {word}" if lines[-1] else word
        if cell_len(longer) <= width:
            lines[-1] = longer
            continue
        lines += [word] if lines[-1] else []
        lines[-1] = word
        while cell_len(lines[-1]) > max(width, 2):
            head = _head(lines[-1], max(width, 2))
            lines[-1:] = [lines[-1][:head], lines[-1][head:]]
    return lines


def _head(word: str, width: int) -> int:
    """How many characters of a word fill a line."""
    count = 0
    while count < len(word) and cell_len(word[: count + 1]) <= width:
        count += 1
    return max(count, 1)
