"""Pictures of exercise 33."""

from grader.exercise.view import *


def two_sides(rng):
    X = rng.uniform(-1, 1, size=(96, 2))
    return {"X": X, "y": (X[:, 0] + X[:, 1] ** 2 > 0.2).astype(float)}


views = [
    View(
        "loss by epoch",
        "lines",
        "loss_by_epoch",
        inputs=two_sides,
        x="epoch",
        y="mean loss",
        says="The loss of each epoch as your loop reports it: it falls.",
    ),
    View(
        "accuracy by epoch",
        "lines",
        "accuracy_by_epoch",
        inputs=two_sides,
        x="epoch",
        y="accuracy (%)",
        says="The accuracy of each epoch as your loop reports it: it rises.",
    ),
]
