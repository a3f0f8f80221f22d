"""Picture of exercise 54."""

from grader.exercise.view import *

views = [
    View(
        "the next word",
        "bars",
        "by_temperature",
        x="word",
        y="probability",
        inputs=dict(z=np.array([2.0, 1.0, 0.5, 0.0, -1.0]), temperatures=[0.3, 1.0, 3.0], top_k=4),
        says="The probabilities of five words, of which four are kept: sharp at a low temperature, nearly equal at a high one.",
    ),
]
