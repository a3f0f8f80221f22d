"""Picture of exercise 46."""

from grader.exercise.view import *

ring = np.array([[float(9 < (i - 5.5) ** 2 + (j - 5.5) ** 2 < 22) for j in range(12)] for i in range(12)])
edges = np.array([[[[-1.0, 0, 1], [-1, 0, 1], [-1, 0, 1]]], [[[-1.0, -1, -1], [0, 0, 0], [1, 1, 1]]]])
views = [
    View(
        "a ring and two filters",
        "heat",
        "filtered",
        inputs=dict(x=ring, w=edges),
        x="column",
        y="row",
        says="The image, then your convolution with a filter for edges between left and right and one for edges between top and bottom.",
    ),
]
