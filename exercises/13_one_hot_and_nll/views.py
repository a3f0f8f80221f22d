"""Pictures of exercise 13."""

from grader.exercise.view import *

views = [
    View(
        "one_hot of the labels 2, 0, 1, 2",
        "heat",
        "rows_of_labels",
        inputs=dict(y=np.array([2, 0, 1, 2])),
        x="class",
        y="example",
        says="One 1 in every row, in the column of the label; all else is 0.",
    ),
    View(
        "scores and log-probabilities",
        "bars",
        "logs",
        inputs=dict(z=[2.0, 1.0, 0.5, -1.0]),
        x="class",
        y="score, log p",
        says="Each score and its log-probability: all are moved down by the same amount.",
    ),
    View(
        "loss of the true class's score",
        "lines",
        "loss_of_true",
        inputs=dict(line=np.linspace(-6, 6, 121)),
        x="score of the true class; the others stay at 0, 1",
        y="loss",
        says="The loss falls as the score of the true class grows: steep where it is small, flat where it wins.",
    ),
]
