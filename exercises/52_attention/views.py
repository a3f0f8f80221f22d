"""Picture of exercise 52."""

from grader.exercise.view import *

views = [
    View(
        "attention weights",
        "heat",
        "weights_of",
        x="place that is looked at",
        y="query",
        inputs=lambda rng: dict(
            Q=2 * rng.normal(size=(6, 4)), K=2 * rng.normal(size=(6, 4)), V=rng.normal(size=(6, 4))
        ),
        says="A row a query, a column a place: each row adds up to 1, and behind the mask no later place is looked at.",
    ),
]
