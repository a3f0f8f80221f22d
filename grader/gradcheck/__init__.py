"""Gradient checking with an error bar: finite differences that know what they do not know.

    check          a backward pass against measured slopes, every verdict with its evidence
    check_batched  the same, with all calls sent in batches (to another process, say)
    slope, slopes  the slope of a scalar loss, with a bar that holds
    ladder         all step sizes of one slope, for a picture (ladder_batched: asked in batches)
    covering       random inputs that are certain to reach every branch (both_sides, units, distinct name branches)

Only disagreement needs a tolerance, and it is measured: the same ladder of steps that gives a slope gives its error.
The method is described where it happens: `rungs` (the ladder), `judgement` (the verdicts), `sweep` (full mode),
`bisection` (fast mode), `kinks` (ties and corners), `patterns` (what wrong entries have in common).
"""

from grader.gradcheck.certify import check_batched
from grader.gradcheck.coverage import both_sides, covering, distinct, units
from grader.gradcheck.errors import GradcheckError
from grader.gradcheck.local import check
from grader.gradcheck.report import BlockReport, Entry, GradientReport, Joint, Pattern, Problem
from grader.gradcheck.slopes import Ladder, Slope, ladder, ladder_batched, slope, slopes

__all__ = [
    "BlockReport",
    "Entry",
    "GradcheckError",
    "GradientReport",
    "Joint",
    "Ladder",
    "Pattern",
    "Problem",
    "Slope",
    "both_sides",
    "check",
    "check_batched",
    "covering",
    "distinct",
    "ladder",
    "ladder_batched",
    "slope",
    "slopes",
    "units",
]
