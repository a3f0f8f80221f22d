"""Pictures of exercise 28."""

from grader.exercise.view import *

views = [
    View(
        "descent on two coupled weights",
        "path",
        "walks",
        inputs=dict(start=[-1.0, -1.5], rates=[0.05, 0.2, 0.4], steps=30),
        x="w0",
        y="w1",
        says="One path a learning rate, on lines of equal height; the lowest point is at (0, 3).",
    ),
    View(
        "descent on w²",
        "path",
        "walk_on_curve",
        inputs=dict(rates=[0.1, 0.9], steps=12),
        x="w",
        y="w²",
        says="Rate 0.1 creeps down one side of the parabola; rate 0.9 jumps from side to side, lower each time.",
    ),
    View(
        "your map of a loss",
        "heat",
        "map_of_loss",
        inputs=dict(w0=np.linspace(-2.5, 4.2, 40), w1=np.linspace(-2.5, 5.0, 40)),
        x="w0",
        y="w1",
        says="What your landscape gives for the two coupled weights: a long valley, whose lowest point is at (0, 3).",
    ),
]
