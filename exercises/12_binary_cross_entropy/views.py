"""Pictures of exercise 12."""

from grader.exercise.view import *

z = np.linspace(-6, 6, 121)
of_label = lambda y: View(
    f"loss of one score, y = {y}",
    "lines",
    "loss_of_score",
    inputs=dict(z=z, y=float(y)),
    x="score z",
    y="loss",
    says="Your loss as a function of the score, and pieces of lines with the slope dz that you return: they touch the curve.",
)

views = [
    of_label(1),
    of_label(0),
    View(
        "bce_loss of a probability",
        "lines",
        "loss_of_probability",
        inputs=dict(u=np.linspace(0.01, 0.99, 99)),
        x="probability u",
        y="loss",
        says="Small where u is near the label, without bound where it is near the other one.",
    ),
]
