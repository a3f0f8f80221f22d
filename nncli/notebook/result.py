"""What a check returns: the report, shown as a table in a notebook and in a terminal."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from grader.report import Outcome, Report

if TYPE_CHECKING:
    from grader.drawing.pictures import Picture

    Pictures = Mapping[int, Sequence[Picture]]


@dataclass(frozen=True)
class CheckResult:
    """A graded check. `report` has everything; points are those of the exercises that were checked.

    `draw` makes the pictures of each exercise, by its number, when a notebook shows the result.
    """

    report: Report
    draw: Callable[[], Pictures] = field(default=dict, repr=False, compare=False)

    @property
    def passed(self) -> bool:
        """Everything that was checked is right."""
        return self.report.outcome is Outcome.PASSED

    @property
    def score(self) -> float:
        """Points won, from 0 to max_score."""
        return float(self.report.score)

    @property
    def max_score(self) -> float:
        """Points that could be won."""
        return float(self.report.max_score)

    def __bool__(self) -> bool:
        return self.passed

    def __repr__(self) -> str:
        return self.text(80)

    def text(self, width: int = 80) -> str:
        """The report as the terminal shows it, without colours."""
        from rich.console import Console

        from nncli.ui.render import report_view

        out = Console(  # in a kernel rich would show an output of its own
            width=width, markup=False, highlight=False, emoji=False, color_system=None, force_jupyter=False
        )
        with out.capture() as captured:
            out.print(report_view(self.report))
        return "\n".join(line.rstrip() for line in captured.get().split("\n")).strip("\n")

    def _repr_mimebundle_(self, **_: Any) -> dict[str, str]:
        """What Jupyter, Colab and VS Code show: HTML, and text where there is no HTML."""
        from nncli.notebook.html import report_html

        return {"text/html": report_html(self.report, self.draw()), "text/plain": self.text()}
