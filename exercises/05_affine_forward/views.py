"""Pictures of exercise 5."""

from grader.exercise.view import *

slide = dict(
    x=np.array([[2, -3], [0.5, 4], [-1.5, 3]]),
    w=np.array([[3, -0.5, 2, 7], [-2, 6, 0.25, 5]]),
    b=np.array([1.0, -2, 0.5, 3]),
)

views = [
    View(
        "affine_forward: shapes",
        "boxes",
        "shapes_met",
        inputs=slide,
        says="The inner lengths of x and w meet and vanish; b is repeated for every row of the result.",
    ),
    View(
        "affine_forward: x, w and out",
        "heat",
        "arrays_met",
        inputs=slide,
        x="column",
        y="row",
        says="The numbers of x, w, b and of your out, on one scale: blue below 0, red above.",
    ),
]
