"""Picture of exercise 39."""

from grader.exercise.view import *

views = [
    View(
        "signal through ten layers of relu",
        "lines",
        "signals",
        inputs=dict(width=100, depth=10, kinds=["lecun", "xavier", "he"], seed=5),
        x="layer",
        y="standard deviation",
        says="With He's scale the signal keeps its size behind relu; with LeCun's and Xavier's it fades layer by layer.",
    ),
]
