"""Picture of exercise 30."""

from grader.exercise.view import *

configs = {f"momentum {mu:g}": {"learning_rate": 0.02, "momentum": mu} for mu in (0.0, 0.6, 0.9)}
views = [
    View(
        "momentum in a long valley",
        "path",
        "descents",
        target="sgd_momentum",
        inputs=dict(configs=configs, start=[-4.0, 2.0], steps=40),
        x="w0",
        y="w1",
        says="One path a momentum, on lines of equal height: the more momentum, the further along the valley, and the more swinging.",
    ),
]
