#> the pieces are compared by their size | largest_size
def maxout_affine(x, W, b):
    pieces = np.einsum("nd,dmk->nmk", x, W) + b
    return np.max(np.abs(pieces), axis=-1)


#> the largest over the units | units_compared
def maxout_affine(x, W, b):
    return np.max(np.einsum("nd,dmk->nmk", x, W) + b, axis=1)


#> a bias for the unit, added last | bias_after_max
def maxout_affine(x, W, b):
    return np.max(np.einsum("nd,dmk->nmk", x, W), axis=2) + np.max(b, axis=1)


#> relu out of habit | rectified
def maxout_affine(x, W, b):
    z = np.stack([x @ W[:, m] + b[m] for m in range(W.shape[1])], axis=1)
    return np.maximum(z.max(axis=2), 0)


#> pieces one after the other | right
def maxout_affine(x, W, b):
    best = x @ W[:, :, 0] + b[:, 0]
    for j in range(1, W.shape[2]):
        best = np.maximum(best, x @ W[:, :, j] + b[:, j])
    return best.tolist()
