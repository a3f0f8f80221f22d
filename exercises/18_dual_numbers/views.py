"""Picture of exercise 18."""

from grader.exercise.view import *

views = [
    View(
        "tangents by dual numbers",
        "lines",
        "tangents",
        inputs=dict(x=np.linspace(-2, 2.5, 136)),
        x="x",
        y="x³ - 2x",
        says="The curve x³ - 2x, and lines with the slope that your derivative() gives at -1, 0.5 and 2: they touch it.",
    ),
]
