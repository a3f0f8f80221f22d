"""Pictures of exercise 11."""

from grader.exercise.view import *

p = np.linspace(-3, 3, 120)  # no point at 0, where the slope of |p| jumps
views = [
    View(
        "loss of one prediction",
        "lines",
        "losses",
        inputs=dict(p=p),
        x="prediction minus target",
        y="loss",
        says="The absolute error is a V, the squared error a parabola; they cross where the error is 1.",
    ),
    View(
        "slope of the loss",
        "lines",
        "slopes",
        inputs=dict(p=p),
        x="prediction minus target",
        y="dp",
        says="The slope of the absolute error is -1 or 1; that of the squared error grows with the error.",
    ),
]
