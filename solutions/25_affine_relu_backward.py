"""25. Backward through a layer: a worked solution.

out_ij = sum_k x_ik w_kj + b_j. Whatever an entry touches in that sum sends a share
of the gradient back to it; the matrix products below do the adding up.
"""


def affine_backward(dout, cache):
    """Gradients through out = x @ w + b.

    dout: float array (N, M), gradient of the loss with respect to out.
    cache: (x, w, b) of the forward pass; x (N, D), w (D, M), b (M,).
    Returns (dx, dw, db) with the shapes of x, w and b.
    """
    x, w, _ = cache
    dx = dout @ w.T  # (N, M) @ (M, D) -> (N, D)
    dw = x.T @ dout  # (D, N) @ (N, M) -> (D, M), summed over the N examples
    db = dout.sum(axis=0)  # b was added to every row, so it collects from every row
    return dx, dw, db


def affine_relu_backward(dout, cache):
    """Gradients through z = x @ w + b, out = max(0, z).

    dout: float array (N, M), gradient of the loss with respect to out.
    cache: ((x, w, b), z) of the forward pass; x (N, D), w (D, M), b (M,), z (N, M).
    Returns (dx, dw, db) with the shapes of x, w and b.
    """
    affine_cache, z = cache
    dz = dout * (z > 0)  # ReLU is flat for z < 0 and hands dout on unchanged for z > 0
    return affine_backward(dz, affine_cache)
