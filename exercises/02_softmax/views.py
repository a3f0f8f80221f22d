"""Pictures of exercise 2."""

from grader.exercise.view import *

scores, line = [2.0, 1.0, 0.5, -1.0], np.linspace(-6, 6, 121)

views = [
    View(
        "softmax: scores and probabilities",
        "bars",
        "beside_scores",
        inputs=dict(z=scores),
        x="class",
        y="score, probability",
        beside=lambda z: {
            "labels": list(range(len(z))),
            "bars": {"probability": reference.activations.softmax(np.array(z))},
        },
        says="Each score, and beside it the probability that your softmax makes of it: all above 0, together 1.",
    ),
    View(
        "softmax: one score grows",
        "lines",
        "one_grows",
        inputs=dict(line=line),
        x="score of class 0; the others stay at 0, 1",
        y="probability",
        says="The probability of class 0 rises from 0 to 1 as its score grows; the others share the rest.",
    ),
]
