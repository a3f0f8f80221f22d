"""Pictures of exercise 37."""

from grader.exercise.view import *

labels = dict(y=np.array([0, 0, 0, 0, 1, 1, 1, 2, 2, 2, 2, 2]), p=np.array([0, 0, 1, 0, 1, 1, 2, 2, 2, 0, 2, 2]))
views = [
    View(
        "confusion matrix",
        "heat",
        "confusion",
        inputs=labels,
        x="predicted",
        y="true",
        says="How often each class was taken for which: what is right lies on the diagonal.",
    ),
    View(
        "scores of each class",
        "bars",
        "by_class",
        inputs=labels,
        x="class",
        y="share",
        says="Precision, recall and F1 of each class, between 0 and 1; F1 lies between the other two.",
    ),
]
