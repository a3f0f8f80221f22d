"""Pictures of exercise 7."""

from grader.exercise.view import *

acts = reference.activations
z = np.linspace(-4, 4, 160)
FORWARD = {
    "sigmoid": acts.sigmoid,
    "tanh": acts.tanh,
    "relu": acts.relu,
    "leaky_relu": acts.leaky_relu,
    "softplus": acts.softplus,
    "selu": acts.selu,
}
FROM_OUTPUT = ("sigmoid", "tanh")


def right(x, outputs, handed):
    """The slopes by central differences of the forward functions."""
    slopes = {f"slope of {name}": (FORWARD[name](x + 1e-6) - FORWARD[name](x - 1e-6)) / 2e-6 for name in outputs}
    return {"x": x, "lines": outputs | slopes}


def with_slope(name):
    output = FORWARD[name](z)
    return View(
        f"{name} and its slope",
        "lines",
        "with_slopes",
        beside=right,
        x="score z",
        y="output, slope",
        inputs=dict(x=z, outputs={name: output}, handed={name: output if name in FROM_OUTPUT else z}),
        says=f"{name}, and the slope that your {name}_backward gives for dout = 1; where it parts from the right one is shaded.",
    )


views = [with_slope(name) for name in FORWARD]
