"""A class, or one learner, as a person reads it."""

from __future__ import annotations

from collections.abc import Iterator

from rich.console import Console, ConsoleOptions, Group, RenderableType, RenderResult
from rich.measure import Measurement
from rich.table import Table
from rich.text import Text

from grader.classroom.assignment import Policy
from grader.classroom.gradebook import Gradebook, Standing
from grader.classroom.gradebook.corrections import names_now
from grader.classroom.gradebook.unnamed import UnnamedMistake
from grader.exercise.catalogue import number_label
from grader.formats.sentences import points
from grader.report import Outcome
from grader.submissions.people import fold
from grader.text.labels import folder_label
from grader.text.numbers import points_text
from nncli.classroom.copies_view import copies_hint
from nncli.misuse import Misuse
from nncli.ui.next_words import CasePlace
from nncli.ui.plain.messages import did_you_mean
from nncli.ui.render import STYLES, report_view

MOST_LEARNERS = 50
MOST_MISTAKES = 15
MOST_NAMES = 5
FEW_UNNAMED = 3
NARROW = 60  # columns of a terminal


def class_view(book: Gradebook, policy: Policy, everyone: bool = False) -> RenderableType:
    """Scores, pass rates, and which mistakes how often."""
    standings = book.attempts(policy)
    parts: list[RenderableType] = [Text(_headline(book, standings, policy), style="bold")]
    if everyone or len(standings) <= MOST_LEARNERS:
        parts += [Text(""), _learners(standings)]
    else:
        parts += [Text(f"(--all lists the {len(standings)} learners)", style="dim")]
    unnamed = unnamed_view(book, policy, most=FEW_UNNAMED)
    alike = copies_hint(book, standings)
    return Group(
        *parts,
        Text(""),
        _rates(book, policy),
        *_mistakes(book, policy),
        *unnamed,
        *([Text(""), Text(alike)] if alike else []),
    )


def _headline(book: Gradebook, standings: list[Standing], policy: str) -> str:
    if not standings:
        return "nobody is graded yet"
    counted = [one for one in standings if not one.is_excused]
    mean = sum(one.counted for one in counted) / max(len(counted), 1)
    full = max((one.max_score for one in counted), default=0.0)
    passed = sum(one.outcome is Outcome.PASSED for one in counted)
    title = f"{book.assignment.title}: " if book.assignment.title else ""
    absent = sum(one.attempt is None for one in counted)
    rest = f"; {absent} handed in nothing" if absent else ""
    who = f"{len(standings)} learner{'s' * (len(standings) != 1)}"
    return f"{title}{who}, {passed} passed everything; mean {points(mean, full)} points ({policy} attempt counts){rest}"


def _learners(standings: list[Standing]) -> ClassTable:
    by_hand = any(one.word.entries for one in standings)
    table = ClassTable("learner", "outcome", "points", "late", *(["by hand"] if by_hand else []))
    for one in standings:
        name = one.learner if one.name in one.learner else f"{one.learner}  {one.name}"
        said = [", ".join(dict.fromkeys(entry.kind for entry in one.word.entries))] if by_hand else []
        total = "" if one.is_excused else points(one.counted, one.max_score)
        table.add_row(Text(name), _outcome(one), total, late_words(one), *said)
    return table


def _outcome(standing: Standing) -> Text:
    return Text(standing.words, style=STYLES[standing.outcome])


def late_words(standing: Standing) -> str:
    """What lateness leaves; empty where it costs nothing."""
    if standing.date_unknown and standing.attempt:
        return "no date"
    factor = standing.late_factor
    return "" if factor == 1.0 else f"x {points_text(factor)}{' or less' if standing.days_unknown else ''}"


def _rates(book: Gradebook, policy: Policy) -> ClassTable:
    table = ClassTable("exercise", "attempted", "passed", "mean points")
    for rate in book.pass_rates(policy):
        share = f"{rate.passed} ({rate.passed / rate.learners:.0%})"
        mean = points(rate.score / rate.learners, rate.max_score / rate.learners)
        table.add_row(folder_label(rate.number, rate.slug), str(rate.attempts), share, mean)
    return table


def _mistakes(book: Gradebook, policy: Policy) -> Iterator[RenderableType]:
    mistakes = book.mistakes(policy)
    if not mistakes:
        return
    table = ClassTable("mistake", "in", "learners")
    for number, target, slug, learners in mistakes[:MOST_MISTAKES]:
        table.add_row(slug, f"{number_label(number)} {target}", str(learners))
    yield from (Text(""), table)
    if len(mistakes) > MOST_MISTAKES:
        yield Text(f"and {len(mistakes) - MOST_MISTAKES} more kinds of mistakes", style="dim")


def unnamed_view(book: Gradebook, policy: Policy, anonymous: bool = False, most: int = 100) -> Iterator[RenderableType]:
    """Wrong answers that coincide and have no name, the largest group first; nothing where there is none."""
    groups = book.unnamed(policy=policy)
    if not groups:
        return
    yield Text("")
    yield Text("wrong answers that coincide and have no name")
    for one in groups[:most]:
        yield Text(unnamed_words(one))
        if not anonymous:
            yield Text(f"    such as {one.files}; {', '.join(one.learners[:MOST_NAMES])}", style="dim")


def unnamed_words(one: UnnamedMistake) -> str:
    """How many gave the answer, where, and a value that tells it from the right one."""
    case = one.case
    values = f": {case.name}, at {case.where or 'all'} got {case.got}, expected {case.expected}" if case else ""
    return f"{len(one.learners)} learners  {number_label(one.number)} {one.target}{values}"


class ClassTable:
    """A table of a class page; where it is so narrow that words would be broken, a few lines for each row."""

    def __init__(self, *names: str) -> None:
        self.names = names
        self.rows: list[tuple[str | Text, ...]] = []

    def add_row(self, *cells: str | Text) -> None:
        self.rows.append(cells)

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        table = self._table()
        if options.max_width >= NARROW or Measurement.get(console, options, table).minimum < options.max_width:
            yield table
            return
        for first, *rest in self.rows:
            said = [f"{name} {cell}".strip() for name, cell in zip(self.names[1:], rest, strict=True) if str(cell)]
            yield Group(Text(str(first)), Text(f"  {', '.join(said)}"))

    def _table(self) -> Table:
        table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0), header_style="dim")
        for name in self.names:
            table.add_column(name, overflow="fold", justify="right" if name in ("points", "mean points") else "left")
        for row in self.rows:
            table.add_row(*row)
        return table


# ------------------------------------------------------------------------------------------------------------------ one learner


def find_learner(book: Gradebook, word: str) -> str:
    """The key of the learner that a word means: a key, a name, an address, a number. Raises Misuse."""
    people, names = book.people, names_now(book.corrections)
    now = {one.learner for one in book.attempts()} | people.keys()
    if word in now:
        return names.get(word, word)
    meant = fold(word)
    learners = sorted(
        {names.get(key, key) for key in now if meant == fold(key) or (key in people and meant in people[key].words)}
    )
    if len(learners) == 1:
        return learners[0]
    if learners:
        raise Misuse(f"several learners are called {word!r}: {', '.join(learners)}")
    raise Misuse(f"there is no learner {word!r}{did_you_mean(word, sorted(now))}")


def student_view(book: Gradebook, word: str, policy: Policy, attempt: int | None = None) -> RenderableType:
    """The history of one learner, what a person has said, and the report of the attempt that counts, or of another. Raises Misuse."""
    learner = find_learner(book, word)
    history = book.history(learner)
    counting = next((one for one in book.attempts(policy) if one.learner == learner), None)
    if attempt is not None and not 1 <= attempt <= len(history):
        raise Misuse(f"--attempt {attempt}: {learner} has {len(history)} attempts")
    shown = history[attempt - 1] if attempt else counting or (history[-1] if history else None)
    parts: list[RenderableType] = [_history(history, counting)] if history else [Text("nothing was handed in")]
    entries = [
        one for one in book.corrections if one.learner == learner or (one.kind == "rename" and one.value == learner)
    ]
    if entries:
        parts += [Text(""), *(Text(f"{one.id}. {one.sentence}") for one in entries)]
    if shown:
        parts += [Text(""), report_view(book.report(shown), place=CasePlace(is_known=False))]
    return Group(*parts)


def _history(history: list[Standing], counting: Standing | None) -> ClassTable:
    table = ClassTable("attempt", "graded", "outcome", "points", "late", "")
    for one in history:
        counts = counting is not None and counting.attempt == one.attempt
        assert one.attempt is not None
        total = points(one.counted, one.max_score)
        table.add_row(
            str(one.number),
            one.attempt.graded_at,
            one.words,
            total,
            late_words(one),
            "counts" if counts else "",
        )
    return table
