"""Exercise 4: shapes and broadcasting."""

from grader.exercise.spec import *

SLIDE_X = [[2, -3], [0.5, 4], [-1.5, 3]]
SLIDE_W = [[3, -0.5, 2, 7], [-2, 6, 0.25, 5]]


exercise = Exercise(
    Constant(
        "shapes", 2, reference.layers.SHAPES, shape,
        mistakes=[
            mistake("divisible_rule", "NumPy stretches only axes of length 1; 2 rows do not repeat into 4.",
                    {"(4,3) + (2,3)": (4, 3)}),
            mistake("aligned_from_left", "Shapes are lined up from the right: 4 meets 3.", {"(4,3) + (4,)": (4, 3)}),
            mistake("ones_do_not_stretch", "An axis of length 1 is repeated to fit the other one.",
                    {"(4,1) + (3,)": "error"}, {"(4,3) + (4,1)": "error"}),
            mistake("equal_shapes_only", "A missing axis on the left counts as 1 and is repeated.",
                    {"(4,3) + (3,)": "error"}),
            mistake("column_minus_vector",
                    "A column against a vector builds every pair: (5, 5), and no error warns you.",
                    {"(5,1) - (5,)": (5, 1)}, {"(5,1) - (5,)": (5,)}),
            mistake("matmul_transposes", "`@` never transposes for you; the inner lengths 3 and 2 differ.",
                    {"(5,3) @ (2,3)": (5, 2)}),
            mistake("matvec_keeps_axis", "A matrix times a vector is a vector: the summed axis disappears.",
                    {"(5,3) @ (3,)": (5, 1)}),
            mistake("star_for_at", "This is the shape of `*`; `@` sums over the inner axis.", {"(5,3) @ (3,)": (5, 3)}),
            mistake("at_for_star", "This is the shape of `@`; `*` works entry by entry and sums nothing.",
                    {"(5,3) * (3,)": (5,)}),
            mistake("comma_missing", "(5) is a number; a shape with one axis is written (5,).", {"(5,3) @ (3,)": 5}),
        ],
    ),
    Target(
        "matmul_entry", points=1, reference=reference.layers.matmul_entry,
        cases={
            "the slide's entry": dict(X=SLIDE_X, W=SLIDE_W, i=2, j=1),
            "another entry": dict(X=away((5, 3)), W=away((3, 4)), i=1, j=3),
            "a square W": dict(X=away((2, 3)), W=away((3, 3)), i=1, j=2),
            "as many rows as columns": dict(X=away((3, 2)), W=away((2, 3)), i=1, j=0),
            "whole numbers": whole(X=ints([[2, -3, 4], [5, 7, -2]]), W=ints([[3, 2], [-4, 6], [5, -2]]), i=1, j=1),
        },
        mistakes=[
            mistake("row_times_row", "The second factor is column j: W[:, j].", lambda X, W, i, j: X[i] @ W[j]),
            mistake("column_times_row", "The first factor is row i of X, the second column j of W.",
                    lambda X, W, i, j: X[:, i] @ W[j]),
            mistake("product_not_summed", "A dot product adds up the products.",
                    lambda X, W, i, j: X[i] * W[:, j]),
            mistake("indices_swapped", "i picks the row of X, j the column of W.",
                    lambda X, W, i, j: X[j] @ W[:, i]),
            mistake("counted_from_one", "Indices start at 0.", lambda X, W, i, j: X[i - 1] @ W[:, j - 1]),
        ],
    ),
)
