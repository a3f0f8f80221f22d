"""Gradient checking with an error bar: finite differences that know what they do not know.

    check_torch    a PyTorch function or module (check_jax: a JAX function), in one line
    check          a backward pass against measured slopes, every verdict with its evidence
    check_batched  the same, with all calls sent in batches (to another process, say)
    sentences      a report in words
    slope, slopes  the slope of a scalar loss, with a bar that holds
    ladder         all step sizes of one slope, for a picture (ladder_batched: asked in batches)
    covering       random inputs that are certain to reach every branch (both_sides, units, distinct name branches)

Only disagreement needs a tolerance, and it is measured: the same ladder of steps that gives a slope gives its error.
The method is described where it happens: `ladders/richardson` (the ladder), `verdicts/judgement` (the verdicts),
`search/sweep` (full mode), `search/bisection` (fast mode), `search/kinks` (ties and corners), `words/patterns` (what
wrong entries have in common). Each room imports only from those named before it, and NumPy is all that it needs:
functions, ladders, verdicts, search, words, batched, local, adapters.
"""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from grader.gradcheck.adapters.with_jax import check_jax
    from grader.gradcheck.adapters.with_torch import check_torch
    from grader.gradcheck.batched import check_batched
    from grader.gradcheck.coverage import both_sides, covering, distinct, units
    from grader.gradcheck.errors import GradcheckError
    from grader.gradcheck.functions.outputs import flatten
    from grader.gradcheck.ladders.slope import Ladder, MeasuredSlope, ladder, ladder_batched, slope, slopes
    from grader.gradcheck.local import check
    from grader.gradcheck.report import BlockReport, EntryReport, GradientReport, Joint, Mode, Pattern, Problem
    from grader.gradcheck.words.sentences import sentences

# Each name is imported when it is first asked for: the slope beside a wrong number needs a third of all this.
ROOMS = {
    "adapters.with_jax": "check_jax",
    "adapters.with_torch": "check_torch",
    "batched": "check_batched",
    "coverage": "both_sides covering distinct units",
    "errors": "GradcheckError",
    "functions.outputs": "flatten",
    "ladders.slope": "Ladder MeasuredSlope ladder ladder_batched slope slopes",
    "local": "check",
    "report": "BlockReport EntryReport GradientReport Joint Mode Pattern Problem",
    "words.sentences": "sentences",
}


def __getattr__(name: str) -> Any:
    """The name, from the room that it is in."""
    room = next((room for room, names in ROOMS.items() if name in names.split()), None)
    if room is None:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from importlib import import_module

    globals()[name] = found = getattr(import_module(f"{__name__}.{room}"), name)
    return found


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})


__all__ = [
    "BlockReport",
    "EntryReport",
    "GradcheckError",
    "GradientReport",
    "Joint",
    "Ladder",
    "MeasuredSlope",
    "Mode",
    "Pattern",
    "Problem",
    "both_sides",
    "check",
    "check_batched",
    "check_jax",
    "check_torch",
    "covering",
    "distinct",
    "flatten",
    "ladder",
    "ladder_batched",
    "sentences",
    "slope",
    "slopes",
    "units",
]
