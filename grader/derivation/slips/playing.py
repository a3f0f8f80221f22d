"""Right derivations made wrong on purpose, one slip at a time: for audits, tests and benchmarks."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from grader.derivation.expressions import Expression
from grader.derivation.problem import PreparedProblem, residual
from grader.derivation.slips.candidates import Change, changes_anywhere
from grader.derivation.slips.general import general_slips_at
from grader.derivation.slips.rules import own_slips_at, slips_at
from grader.derivation.slips.search import SlipSearch
from grader.derivation.steps.checker import Checker
from grader.derivation.steps.results import StepOutcome


class WrongDerivation(msgspec.Struct, frozen=True):
    """The lines of a right derivation up to `wrong`, the number of the line in which the slip is made on the line before."""

    lines: tuple[str, ...]
    wrong: int
    slug: str


def own_slips_played(setting: PreparedProblem, lines: tuple[str, ...]) -> Iterator[WrongDerivation]:
    """A wrong derivation for each place of a right one at which a slip of the derivation itself can be made."""
    for number in range(1, len(lines) + 1):
        before = line_before(setting, lines, number)
        search = SlipSearch(setting, before, before)
        for change in changes_anywhere(before, own_slips_at, search.context):
            yield from play_slip(setting, lines, number, change)


def changes_before(setting: PreparedProblem, lines: tuple[str, ...], number: int) -> list[Change]:
    """Every slip that can be made, by any rule, on what stands before line `number` of a right derivation."""
    before = line_before(setting, lines, number)
    search = SlipSearch(setting, before, before)
    rules = (own_slips_at, slips_at, general_slips_at)
    changes = [change for rule in rules for change in changes_anywhere(before, rule, search.context)]
    return [*changes, *search.lost_brackets()]


def line_before(setting: PreparedProblem, lines: tuple[str, ...], number: int) -> Expression:
    """What stands before line `number`, counted from 1: the start, or the line above."""
    return residual(setting.start if number == 1 else setting.read(lines[number - 2]))


def play_slip(
    setting: PreparedProblem, lines: tuple[str, ...], number: int, change: Change
) -> Iterator[WrongDerivation]:
    """The change as line `number`, where it can be read and is wrong: some slips change nothing, as 1·a for a."""
    text = setting.writer(signs=False).text(change.tree)
    wrong = (*lines[: number - 1], f"0 = {text}" if setting.is_equation else text)
    checker = Checker(setting)
    outcomes = [checker.add(line).outcome for line in wrong]
    if outcomes[-1] is StepOutcome.WRONG:
        yield WrongDerivation(wrong, number, change.slug)
