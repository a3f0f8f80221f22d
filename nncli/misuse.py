"""Bad input, as every command refuses it. Nothing of click is loaded for it: the plainest `nncli grade` does without."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from grader.report import Isolation


class Misuse(Exception):
    """Bad input: what happened, and what to do; exit status 2."""

    exit_code = 2

    @property
    def message(self) -> str:
        """What is said of it."""
        return str(self)

    def show(self) -> None:
        """Say it on standard error."""
        from nncli.ui.plain.messages import warn  # for speed: right input needs none

        warn(self.message)


def refuse_below(required: str, isolation: Isolation) -> None:
    """Raises Misuse where learners' code would run with less protection than was asked for."""
    from grader.report import LEVELS

    if isolation.strength < LEVELS.index(required):
        raise Misuse(
            f"learners' code would run with isolation {isolation.detail}, and {required} is required\n\n"
            f"hint: `nncli doctor` says what is missing; --require-isolation {isolation.level} accepts it"
        )
