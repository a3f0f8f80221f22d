"""A derivation as it grows: each line compared with the one before, undone again, and its waypoints kept."""

from __future__ import annotations

from functools import partial

import msgspec

from grader.derivation.declaration import Waypoint
from grader.derivation.expressions import has_derivative
from grader.derivation.problem import PreparedProblem, check_derivatives, name_of, residual
from grader.derivation.reading.lines import ReadLine, lines_of
from grader.derivation.steps.forms import Trail, links_in, reaches
from grader.derivation.steps.results import DerivationResult, NamedSlip, StepOutcome, StepResult, WaypointResult
from grader.derivation.steps.showing import values_at_simplest
from grader.derivation.unreadable import MAX_CHARACTERS, MAX_NODES, UnreadableLine
from grader.derivation.values.budget import WorkBudget
from grader.derivation.values.comparison import same_equation, same_values
from grader.derivation.values.evaluation import Evaluator, no_value
from grader.derivation.values.points import Array
from grader.text.cleaning import bound

LINE_STEPS = 4_000  # of work for one line
BOUNDED = ("one_fraction", "in_terms_of", "no_delta")  # forms whose words say nothing of their length


class State(msgspec.Struct, frozen=True):
    """What the next line is compared with, and what the chain has shown so far. `reached` has the line of each waypoint, 0 for none."""

    line: ReadLine
    values: Array
    reached: tuple[int, ...]
    unbroken: bool = True
    links: frozenset[tuple[str, str]] = frozenset()
    had_derivative: bool = False


class Checker:
    """Checks a derivation line by line. Lines are added and taken back at its end."""

    def __init__(self, setting: PreparedProblem) -> None:
        self.setting = setting
        self.evaluator = Evaluator(setting.points, setting.definitions, WorkBudget(LINE_STEPS), setting.is_indexed)
        self.truth = self.evaluator.values(residual(setting.start))
        self.states = [State(setting.start, self.truth, (0,) * len(setting.problem.waypoints))]
        self.steps: list[StepResult] = []
        self.read: list[ReadLine | None] = []

    def add(self, written: str) -> StepResult:
        """Compares a further line and keeps it, whatever comes out."""
        self.evaluator.budget.steps = LINE_STEPS
        number = len(self.steps) + 1
        try:
            line, values = self._read(written)
        except UnreadableLine as error:
            step = StepResult(
                number, written.strip(), StepOutcome.UNREADABLE, error.reason, _place(written, error.place)
            )
            self._keep(step, None, msgspec.structs.replace(self.states[-1], unbroken=False))
            return step
        outcome = self._outcome(values)
        before = self.states[-1]
        shown = None
        if outcome is StepOutcome.WRONG:
            shown = values_at_simplest(self.setting, before.line, line)
        step = StepResult(number, _show(written), outcome, values=shown)
        self._keep(step, line, self._state_after(number, line, values, outcome))
        return step

    def undo(self) -> None:
        """Takes the last line back, if there is one."""
        if self.steps:
            self.steps.pop()
            self.read.pop()
            self.states.pop()

    @property
    def wrong(self) -> int:
        """The number of the first line that can be read and does not follow; 0 where there is none."""
        return next((step.number for step in self.steps if step.outcome is StepOutcome.WRONG), 0)

    def name_slip(self) -> NamedSlip | None:
        """The slip of the first wrong line; None where there is none, or where no slip makes exactly this line."""
        number = self.wrong
        line = self.read[number - 1] if number else None
        if line is None:
            return None
        from grader.derivation.slips.search import name_slip  # here: a right derivation needs none

        slip = name_slip(self.setting, self.states[number - 1].line, line)
        return NamedSlip(number, slip.slug, slip.advice) if slip else None

    def result(self, with_name: bool = True) -> DerivationResult:
        """All lines so far."""
        reached = self.states[-1].reached
        waypoints = zip(self.setting.problem.waypoints, reached, strict=True)
        return DerivationResult(
            self.setting.problem.start,
            tuple(self.steps),
            tuple(WaypointResult(waypoint.words, line, self._needs(waypoint, line)) for waypoint, line in waypoints),
            self.name_slip() if with_name else None,
            wrong=self.wrong,
        )

    def _needs(self, waypoint: Waypoint, line: int) -> str:
        """What the last line lacks beside the words of a waypoint: a `d` before it, for the result alone does not show that it was
        derived, or that it is shorter."""
        state = self.states[-1]
        if line or not self.steps or not state.unbroken:
            return ""
        if waypoint.kind == "carried_out":
            return "" if state.had_derivative else "a line that holds a d stands before"
        if waypoint.kind not in BOUNDED:
            return ""
        trail = Trail(state.line.left, state.line.right, state.links, state.had_derivative)
        is_long = reaches(msgspec.structs.replace(waypoint, most=MAX_NODES), trail)
        return f"in at most {waypoint.most} names, numbers and operations" if is_long else ""

    def _keep(self, step: StepResult, line: ReadLine | None, state: State) -> None:
        self.steps.append(step)
        self.read.append(line)
        self.states.append(state)

    def _read(self, written: str) -> tuple[ReadLine, Array]:
        line = self._with_left(self.setting.read(written))
        tree = residual(line)
        check_derivatives(tree, self.setting)
        values = self.evaluator.values(tree)
        fault = no_value(tree, self.evaluator)
        if fault:
            raise UnreadableLine(f"this line has no value where it is compared: {fault}")
        return line, values

    def _with_left(self, line: ReadLine) -> ReadLine:
        """An equation gets the left side of the line before where it has none; an expression loses the start it repeats."""
        before = self.states[-1].line
        if self.setting.is_equation:
            return ReadLine(before.left, line.right) if line.left is None else line
        if line.left is None or line.left in (before.right, self.setting.start.right):
            return ReadLine(None, line.right)
        raise UnreadableLine("an expression is asked for here, not an equation: write what stands after the =")

    def _outcome(self, values: Array) -> StepOutcome:
        same = same_equation if self.setting.is_equation else same_values
        before = self.states[-1]
        if same(values, before.values):
            return StepOutcome.FOLLOWS if before.unbroken else StepOutcome.FOLLOWS_WRONG
        if not before.unbroken and same(values, self.truth):
            return StepOutcome.RIGHT_ELSEWHERE
        return StepOutcome.WRONG

    def _state_after(self, number: int, line: ReadLine, values: Array, outcome: StepOutcome) -> State:
        before, tree = self.states[-1], residual(line)
        if outcome is not StepOutcome.FOLLOWS:
            return State(line, values, before.reached, False, before.links, before.had_derivative)
        links = before.links | links_in(tree, partial(name_of, definitions=self.setting.definitions))
        trail = Trail(line.left, line.right, links, before.had_derivative)
        reached = tuple(
            earlier or (number if reaches(waypoint, trail) else 0)
            for waypoint, earlier in zip(self.setting.problem.waypoints, before.reached, strict=True)
        )
        return State(line, values, reached, True, links, before.had_derivative or has_derivative(tree))


def _show(written: str) -> str:
    """The line without the blanks around it, bounded: a longer one is refused."""
    return bound(written.strip(), 2 * MAX_CHARACTERS)


def _place(written: str, place: int | None) -> int | None:
    """A column of the line as written -> of the line without the blanks before it."""
    return None if place is None else max(0, place - (len(written) - len(written.lstrip())))


def grade_derivation(setting: PreparedProblem, text: str) -> DerivationResult:
    """A whole derivation, one expression a line. Never raises on a learner's text."""
    checker = Checker(setting)
    try:
        lines = lines_of(text)
    except UnreadableLine as error:
        return msgspec.structs.replace(checker.result(), problem=error.reason)
    for _, line in lines:
        checker.add(line)
    return checker.result()
