#> every piece gets dout | all_pieces
def maxout_affine_backward(dout, x, W, b):
    g = np.repeat(dout[:, :, None], W.shape[2], axis=2)
    return np.einsum("nmk,dmk->nd", g, W), np.einsum("nd,nmk->dmk", x, g), g.sum(axis=0)


#> the mask of a relu as well | gate_of_relu
def maxout_affine_backward(dout, x, W, b):
    z = np.einsum("nd,dmk->nmk", x, W) + b
    g = dout[:, :, None] * (z == np.maximum(0, z.max(axis=2, keepdims=True)))
    return np.einsum("nmk,dmk->nd", g, W), np.einsum("nd,nmk->dmk", x, g), g.sum(axis=0)


#> dW and db divided by the number of examples | averaged
def maxout_affine_backward(dout, x, W, b):
    z = np.einsum("nd,dmk->nmk", x, W) + b
    g = dout[:, :, None] * (z == z.max(axis=2, keepdims=True))
    return np.einsum("nmk,dmk->nd", g, W), np.einsum("nd,nmk->dmk", x, g) / len(x), g.mean(axis=0)


#> the winner by argmax and one-hot | right
def maxout_affine_backward(dout, x, W, b):
    z = np.einsum("nd,dmk->nmk", x, W) + b
    g = dout[..., None] * np.eye(W.shape[2])[z.argmax(axis=2)]
    return np.tensordot(g, W, axes=([1, 2], [1, 2])), np.tensordot(x, g, axes=(0, 0)), g.sum(axis=0)


#> the largest number of all is the only winner | one_winner_of_all
def maxout_affine_backward(dout, x, W, b):
    z = np.einsum("nd,dmk->nmk", x, W) + b
    g = dout[:, :, None] * (z == np.max(z))
    return np.einsum("nmk,dmk->nd", g, W), np.einsum("nd,nmk->dmk", x, g), g.sum(axis=0)
