"""Pictures of exercise 38."""

from grader.exercise.view import *

epochs = np.arange(1, 31)
losses = [float(loss) for loss in np.round(0.9 * np.exp(-epochs / 5) + 0.02 * epochs + 0.02 * np.cos(2.1 * epochs), 4)]
views = [
    View(
        "folds",
        "heat",
        "turns",
        inputs=dict(n=14, k=4),
        x="example",
        y="fold",
        says="A row a fold: 1 where the example is for validation, 0 where it is for training. Each has one turn.",
    ),
    View(
        "early stopping",
        "lines",
        "stopped",
        inputs=dict(losses=losses, patience=4),
        x="epoch, from 0",
        y="validation loss",
        says="The validation loss up to the epoch where your early_stop ends training, and the epoch that it keeps.",
    ),
]
