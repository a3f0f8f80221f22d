"""A derivation as a table: each line as the learner wrote it, how it stands to the line before, and what the wrong step says."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rich.console import Console, ConsoleOptions, Group, RenderableType, RenderResult
from rich.padding import Padding
from rich.text import Text

from grader.derivation.steps.results import DerivationResult, StepOutcome, StepResult, WaypointResult
from grader.text.cleaning import visible
from nncli.ui.console import FormulaLine

STYLES = {
    StepOutcome.FOLLOWS: "green",
    StepOutcome.FOLLOWS_WRONG: "yellow",
    StepOutcome.RIGHT_ELSEWHERE: "yellow",
    StepOutcome.WRONG: "red",
    StepOutcome.UNREADABLE: "red",
}
NUMBER, GAP = 4, 2  # columns of a line's number, and before its outcome
SHORT = 30  # columns of a line that folds nowhere


def derivation_view(result: DerivationResult) -> Iterator[RenderableType]:
    """The lines, what is reached and what is missing, and the slip of the first wrong line."""
    if result.problem:
        yield Text(visible(result.problem), style="red")
    if result.steps:
        yield StepTable(result.steps)
    yield waypoints_view(result.waypoints)
    if result.slip:
        yield Text("")
        yield Text("What this step says", style="bold")
        yield Text.assemble((result.slip.slug, "bold yellow"), (f" in line {result.slip.line}", "dim"))
        yield Padding(Text(visible(result.slip.advice)), (0, 0, 0, 2))


def waypoints_view(waypoints: Sequence[WaypointResult]) -> Text:
    """Such as "reached: the chain L → φ → z;  missing: a short form"."""
    reached = [waypoint.words for waypoint in waypoints if waypoint.line]
    missing = [waypoint.missing for waypoint in waypoints if not waypoint.line]
    text = Text("reached: ", style="dim").append(
        ", ".join(reached) or "nothing yet", style="green" if reached else "default"
    )
    return text.append(";  missing: ", style="dim").append(", ".join(missing)) if missing else text


class StepTable:
    """Numbers, lines and outcomes in columns where they fit; else each outcome under its line."""

    def __init__(self, steps: Sequence[StepResult]) -> None:
        self.steps = steps

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        longest = max(line_text(step).cell_len for step in self.steps)
        outcome = max(len(step.outcome.value) for step in self.steps)
        side_by_side = NUMBER + longest + 2 * GAP + outcome <= options.max_width
        for step in self.steps:
            yield from _step_rows(step, longest if side_by_side else 0)


def _step_rows(step: StepResult, width: int) -> Iterator[RenderableType]:
    """A line with its outcome beside it (`width` columns for the line), or under it where width is 0."""
    line, outcome = line_text(step), Text(step.outcome.value, style=STYLES[step.outcome])
    number = Text(f"{step.number:>{NUMBER - 1}} ", style="dim")
    if width:
        yield number + Text(" ") + line + Text(" " * (width - line.cell_len + GAP)) + outcome
    else:
        yield from _hanging(number, line)
    caret = _caret(step)
    if caret is not None and (width or line.cell_len < SHORT):
        yield Text(" " * (NUMBER + 1 + caret) + "^", style="red")
    if not width:
        yield Padding(outcome, (0, 0, 0, NUMBER + 1 + GAP))
    if detail := step_detail(step):
        yield Padding(Text(detail), (0, 0, 0, NUMBER + 1 + GAP))


def line_text(step: StepResult) -> Text:
    """The line as the learner wrote it, without its comment."""
    return Text(visible(step.text.partition("#")[0].rstrip()))


def _hanging(number: Text, line: Text) -> Iterator[RenderableType]:
    """The line behind its number, further rows under its own beginning."""
    from rich.table import Table

    grid = Table.grid()
    grid.add_column(width=NUMBER + 1)
    grid.add_column(overflow="fold")
    grid.add_row(number, FormulaLine(line.plain))
    yield grid


def _caret(step: StepResult) -> int | None:
    """The column of the place that cannot be read, in the text as it is shown."""
    return None if step.place is None else Text(visible(step.text[: step.place])).cell_len


def step_detail(step: StepResult) -> str:
    """Why a line cannot be read, or both values at a point; empty where neither is to say."""
    if step.reason:
        return visible(step.reason)
    if step.values is None:
        return ""
    if not step.values.before:
        return visible(f"at {step.values.point}: {step.values.got}")
    return visible(f"at {step.values.point}: {step.values.got}, the line before {step.values.before}")


def step_view(step: StepResult) -> RenderableType:
    """One line's outcome, for a prompt: the line itself stands above."""
    parts: list[RenderableType] = [Text(step.outcome.value, style=STYLES[step.outcome])]
    if detail := step_detail(step):
        parts.append(Padding(Text(detail), (0, 0, 0, GAP)))
    return Group(*parts)
