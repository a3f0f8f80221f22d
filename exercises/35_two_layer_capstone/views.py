"""Pictures of exercise 35."""

from grader.exercise.view import *


def square(rng):
    X = np.random.default_rng(11).uniform(size=(400, 2))
    return {"X": X, "y": ((X > 0.2) & (X < 0.8)).all(axis=1).astype(float)}


views = [
    View(
        "loss by epoch",
        "lines",
        "loss_by_epoch",
        inputs=square,
        x="epoch",
        y="mean loss",
        says="The loss of each epoch: it starts near log 2 = 0.69 and falls.",
    ),
    View(
        "decision region",
        "region",
        "decided",
        inputs=square,
        x="x0",
        y="x1",
        says="What your network decides at each place, with the examples on it: class 1 is the square in the middle.",
    ),
    View(
        "hidden units",
        "heat",
        "units",
        inputs=square,
        x="x0",
        y="x1",
        says="The output of each hidden unit over the plane, with its output weight: each is one soft edge of the square.",
    ),
]
