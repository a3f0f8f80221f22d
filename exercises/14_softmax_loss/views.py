"""Pictures of exercise 14."""

from grader.exercise.view import *

views = [
    View(
        "loss of the true class's score",
        "lines",
        "loss_of_true",
        inputs=dict(line=np.linspace(-6, 6, 121)),
        x="score of the true class; the others stay at 0, 1",
        y="loss",
        says="Your loss, and pieces of lines with the slope dx that you return: they touch the curve.",
    ),
    View(
        "scores and their gradient",
        "bars",
        "gradient_of_scores",
        inputs=dict(x=[2.0, 1.0, 0.5, -1.0], y=1),
        x="class",
        y="score, dx",
        says="The gradient is below 0 at the true class, class 1, above 0 at the others, and adds up to 0.",
    ),
]
