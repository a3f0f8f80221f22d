"""Picture of exercise 22."""

from grader.exercise.view import *

views = [
    View(
        "f = (x + y)·max(y, z)",
        "graph",
        "f_graph",
        inputs=dict(x=2.0, y=1.0, z=0.0),
        says="Values above the wires, your gradients of f below them; y feeds the sum and the maximum.",
    ),
]
