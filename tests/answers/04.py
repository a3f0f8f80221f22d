#> the row only | product_not_summed
def matmul_entry(X, W, i, j):
    return X[i] * W[:, j]


#> rows of both | row_times_row
def matmul_entry(X, W, i, j):
    return np.dot(X[i, :], W[j, :])
import numpy as np


#> counted from one | counted_from_one
def matmul_entry(X, W, i, j):
    return X[i - 1] @ W[:, j - 1]


#> entry by entry product | shapes_do_not_fit
def matmul_entry(X, W, i, j):
    return (X * W)[i, j]


#> a loop | right
def matmul_entry(X, W, i, j):
    s = 0
    for k in range(W.shape[0]):
        s += X[i][k] * W[k][j]
    return s


#> loops and np.vdot, shapes as lists | right
shapes = {
    "(4,3) + (3,)": (4, 3), "(4,3) + (4,)": "error", "(4,3) + (4,1)": (4, 3), "(4,3) + (2,3)": "error",
    "(4,1) + (3,)": (4, 3), "(5,1) - (5,)": (5, 5), "(5,3) @ (3,2)": (5, 2), "(5,3) @ (2,3)": "error",
    "(5,3) @ (3,)": (5,), "(5,3) * (3,)": (5, 3)}
def matmul_entry(X, W, i, j):
    return sum(a*b for a, b in zip(X[i], W[:, j]))


#> wrong predictions of shapes, loop that stops one short | aligned_from_left, ones_do_not_stretch, column_minus_vector, matvec_keeps_axis, at_for_star, end_left_out
shapes = {
    "(4,3) + (3,)": (4, 3), "(4,3) + (4,)": (4, 3), "(4,3) + (4,1)": "error", "(4,3) + (2,3)": "error",
    "(4,1) + (3,)": "error", "(5,1) - (5,)": (5, 1), "(5,3) @ (3,2)": (5, 2), "(5,3) @ (2,3)": (5, 5),
    "(5,3) @ (3,)": (5, 1), "(5,3) * (3,)": (5,)}
def matmul_entry(X, W, i, j):
    s = 0
    for k in range(X.shape[1] - 1):
        s += X[i, k]*W[k, j]
    return s
