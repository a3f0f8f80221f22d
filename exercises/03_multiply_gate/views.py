"""Picture of exercise 3."""

from grader.exercise.view import *

views = [
    View(
        "MultiplyGate: values and gradients",
        "graph",
        "gate_graph",
        inputs=dict(x=2.0, y=-3.0, dz=5.0),
        says="x = 2 and y = -3 are multiplied; above each wire the value, below it the gradient. 5 arrives at the product.",
    ),
]
