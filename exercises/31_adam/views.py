"""Picture of exercise 31."""

from grader.exercise.view import *

usual = dict(beta1=0.9, beta2=0.999, epsilon=1e-8)
configs = {f"learning rate {lr:g}": {"learning_rate": lr, **usual} for lr in (0.05, 0.2, 0.6)}
views = [
    View(
        "Adam in a long valley",
        "path",
        "descents",
        target="adam",
        inputs=dict(configs=configs, start=[-4.0, 2.0], steps=40),
        x="w0",
        y="w1",
        says="One path a learning rate, on lines of equal height: the first steps are as long in either direction.",
    ),
]
