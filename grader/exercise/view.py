"""Views: pictures of a learner's own numbers, declared beside an exercise in its `views.py`.

    from grader.exercise.view import *

    views = [
        View("loss by epoch", "lines", "loss_by_epoch", inputs=dict(epochs=20), x="epoch", y="loss",
             says="The loss after each epoch; it should fall."),
    ]

A view is asked of the learner's code by a function of `view_probe.py` beside it (on the worker's side; it holds no right answer), or of
the exercise's own probes. What that function returns is plain data of the form that the kind of drawing takes; see `grader.drawing.data`.
It is never graded. `views.py` is loaded only where a picture is asked for.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Literal, get_args

import msgspec
import numpy as np

from grader import reference

Drawing = Literal["lines", "bars", "heat", "region", "graph", "boxes", "path"]


class View(msgspec.Struct, frozen=True):
    """A picture: its name, how it is drawn, which probe is asked, on which inputs (plain values, or a function of a seed's generator).

    `target` is the name that the probe is given. `beside` gives the same data from the reference, to be drawn next to the learner's.
    `x`, `y` name the axes, with units where there are any; `says` is the alternative text: what is to be seen.
    """

    name: str
    drawing: Drawing
    probe: str
    target: str = ""
    inputs: Mapping[str, Any] = msgspec.field(default_factory=dict)
    beside: Callable[..., Any] | None = None
    x: str = ""
    y: str = ""
    says: str = ""

    def __post_init__(self) -> None:
        if self.drawing not in get_args(Drawing):
            raise ValueError(
                f"view {self.name!r}: there is no drawing {self.drawing!r}; there are {', '.join(get_args(Drawing))}"
            )


__all__ = ["Drawing", "View", "np", "reference"]
