"""Pictures of exercise 32."""

from grader.exercise.view import *


def two_clouds(rng):
    y = np.arange(80) % 2
    return {"X": rng.normal(size=(80, 2)) + np.where(y[:, None] == 1, 1.2, -1.2), "y": y}


views = [
    View(
        "loss by epoch",
        "lines",
        "loss_by_epoch",
        inputs=two_clouds,
        x="epoch",
        y="mean loss",
        says="The loss after each epoch: it starts below log 2 = 0.69 and falls.",
    ),
    View(
        "decision region",
        "region",
        "decided",
        inputs=two_clouds,
        x="first feature",
        y="second feature",
        says="What your predict says at each place, with the examples on it: one straight line divides the plane.",
    ),
]
