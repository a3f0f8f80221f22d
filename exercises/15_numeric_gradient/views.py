"""Picture of exercise 15."""

from grader.exercise.view import *

steps = 10.0 ** -np.arange(0.5, 14, 0.5)


def right(steps, point, slope):
    gradients = [(np.exp(point + h) - np.exp(point - h)) / (2 * h) for h in steps]
    return {"x": np.log10(steps), "lines": {"error": np.log10(np.maximum(np.abs(np.array(gradients) - slope), 1e-16))}}


views = [
    View(
        "error against step",
        "lines",
        "ladder",
        inputs=dict(steps=steps, point=0.7, slope=float(np.exp(0.7))),
        beside=right,
        x="log10 of the step h",
        y="log10 of the error",
        says="From right to left the error falls with h², is least at the marked step, and rises again as rounding takes over.",
    ),
]
