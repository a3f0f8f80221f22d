"""Pictures of exercise 6."""

from grader.exercise.view import *

z = np.linspace(-4, 4, 160)  # an even number of points: none at 0, where step and sign are not asked for


def right(x, names):
    return {"x": x, "lines": {name: getattr(reference.activations, name)(x) for name in names}}


over_z = lambda title, *names: View(
    title,
    "lines",
    "curves",
    inputs=dict(x=z, names=list(names)),
    beside=right,
    x="score z",
    y="output",
    says=f"Your {', '.join(names)} for z from -4 to 4, over the curves as they should be; where they part is shaded.",
)

views = [
    over_z("steps", "step", "sign", "piecewise_linear"),
    over_z("S-shaped", "sigmoid", "tanh"),
    over_z("hinges", "relu", "leaky_relu", "softplus"),
    over_z("smooth and scaled", "swish", "selu"),
]
