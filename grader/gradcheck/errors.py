"""The one exception of this package."""

from __future__ import annotations


class GradcheckError(ValueError):
    """The check cannot be made as asked: the message says what was found, where, and what to do next."""


class NoGradient(GradcheckError):
    """backward returned None for some of several inputs: names says which."""

    def __init__(self, names: list[str], others: list[str]) -> None:
        super().__init__(
            f"backward returned None for {', '.join(names)}: where that is not to be differentiated, leave it out (wrt={others})"
        )
        self.names, self.others = names, others
