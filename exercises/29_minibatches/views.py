"""Picture of exercise 29."""

from grader.exercise.view import *

views = [
    View(
        "which example is in which batch",
        "heat",
        "batches_by_epoch",
        inputs=dict(n=14, B=4, epochs=5, seed=3),
        x="example",
        y="epoch",
        says="A row an epoch, a column an example, its batch as the number: all are served once, in another order each time.",
    ),
]
