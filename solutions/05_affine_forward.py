"""Exercise 5, solved: an affine layer, forward."""


def affine_forward(x, w, b):
    """Return (out, cache) of an affine layer without an activation.

    x: float64 or int64 array (N, D), one example per row.
    w: float64 or int64 array (D, M), one column per output.
    b: float64 array (M,), one bias per output.
    Returns a tuple: out, float64 array (N, M), and cache = (x, w, b), which the
    backward pass will need. x, w and b are not changed.
    """
    # (N, D) @ (D, M) is (N, M). b has shape (M,), so broadcasting lines it up with
    # the last axis and adds it to every row.
    out = x @ w + b
    return out, (x, w, b)
