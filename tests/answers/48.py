#> the mean | mean_taken
def max_pool(x, size, stride):
    N, C, H, W = x.shape
    out = np.zeros((N, C, (H - size) // stride + 1, (W - size) // stride + 1))
    for i, j, r, c in windows(*out.shape[2:], size, stride):
        out[:, :, i, j] = x[:, :, r, c].mean(axis=(2, 3))
    return out


#> the maximum over everything | maximum_of_all
def max_pool(x, size, stride):
    N, C, H, W = x.shape
    out = np.zeros((N, C, (H - size) // stride + 1, (W - size) // stride + 1))
    for i, j, r, c in windows(*out.shape[2:], size, stride):
        out[:, :, i, j] = x[:, :, r, c].max()
    return out


#> stride as size | stride_is_size
right = max_pool
def max_pool(x, size, stride):
    return right(x, size, size)


#> = in place of +=, as in the notebook | assigned
def max_pool_backward(dout, cache):
    x, size, stride = cache
    dx = np.zeros(x.shape)
    for i, j, r, c in windows(*dout.shape[2:], size, stride):
        w = x[:, :, r, c]
        dx[:, :, r, c] = (w == w.max(axis=(2, 3), keepdims=True)) * dout[:, :, i, j, None, None]
    return dx


#> the value in place of the gradient | value_passed
def max_pool_backward(dout, cache):
    x, size, stride = cache
    dx = np.zeros(x.shape)
    for i, j, r, c in windows(*dout.shape[2:], size, stride):
        w = x[:, :, r, c]
        dx[:, :, r, c] += (w == w.max(axis=(2, 3), keepdims=True)) * w
    return dx


#> everywhere in the window | to_all
def max_pool_backward(dout, cache):
    x, size, stride = cache
    dx = np.zeros(x.shape)
    for i, j, r, c in windows(*dout.shape[2:], size, stride):
        dx[:, :, r, c] += dout[:, :, i, j, None, None]
    return dx


#> not divided | not_divided
def avg_pool_backward(dout, shape, size, stride):
    dx = np.zeros(shape)
    for i, j, r, c in windows(*dout.shape[2:], size, stride):
        dx[:, :, r, c] += dout[:, :, i, j, None, None]
    return dx


#> divided by the size | divided_by_size
def avg_pool_backward(dout, shape, size, stride):
    dx = np.zeros(shape)
    for i, j, r, c in windows(*dout.shape[2:], size, stride):
        dx[:, :, r, c] += dout[:, :, i, j, None, None] / size
    return dx


#> overlaps overwritten | assigned
def avg_pool_backward(dout, shape, size, stride):
    dx = np.zeros(shape)
    for i, j, r, c in windows(*dout.shape[2:], size, stride):
        dx[:, :, r, c] = dout[:, :, i, j, None, None] / size**2
    return dx


#> overlap = ; avg not divided ; max over channels | maximum_of_all, assigned, divided_by_size
def max_pool(x, size, stride):
    N, C, H, W = x.shape
    HO, WO = (H-size)//stride+1, (W-size)//stride+1
    out = np.zeros((N, C, HO, WO))
    for i in range(HO):
        for j in range(WO):
            out[:, :, i, j] = x[:, :, i*stride:i*stride+size, j*stride:j*stride+size].max()
    return out
def max_pool_backward(dout, cache):
    x, size, stride = cache
    dx = np.zeros_like(x)
    N, C, HO, WO = dout.shape
    for n in range(N):
        for c in range(C):
            for i in range(HO):
                for j in range(WO):
                    win = x[n, c, i*stride:i*stride+size, j*stride:j*stride+size]
                    mask = win == win.max()
                    dx[n, c, i*stride:i*stride+size, j*stride:j*stride+size] = mask*dout[n, c, i, j]
    return dx
def avg_pool_backward(dout, shape, size, stride):
    dx = np.zeros(shape)
    for i in range(dout.shape[2]):
        for j in range(dout.shape[3]):
            dx[:, :, i*stride:i*stride+size, j*stride:j*stride+size] += dout[:, :, i:i+1, j:j+1]/size
    return dx


#> the gradient goes to the maximum of the whole image; avg over channels | assigned
def max_pool_backward(dout, cache):
    x, k, s = cache
    dx = np.zeros_like(x)
    N, C, HO, WO = dout.shape
    for n in range(N):
        for c in range(C):
            for i in range(HO):
                for j in range(WO):
                    win = x[n, c, i*s:i*s + k, j*s:j*s + k]
                    p, q = np.unravel_index(win.argmax(), win.shape)
                    dx[n, c, p, q] += dout[n, c, i, j]
    return dx
def avg_pool_backward(dout, shape, size, stride):
    dx = np.zeros(shape)
    for i in range(dout.shape[2]):
        for j in range(dout.shape[3]):
            dx[:, :, i*stride:i*stride + size, j*stride:j*stride + size] = dout[:, :, i:i + 1, j:j + 1]/size**2
    return dx


#> the smallest, the mean with stride | not_divided
def max_pool(x, size, stride):
    N, C, H, W = x.shape
    HO, WO = H//stride, W//stride
    out = np.zeros((N, C, HO, WO))
    for i in range(HO):
        for j in range(WO):
            out[:, :, i, j] = x[:, :, i*stride:i*stride + size, j*stride:j*stride + size].max(axis=(2, 3))
    return out
def avg_pool_backward(dout, shape, size, stride):
    dx = np.zeros(shape)
    for i in range(dout.shape[2]):
        for j in range(dout.shape[3]):
            dx[:, :, i*stride:i*stride + size, j*stride:j*stride + size] += dout[:, :, i:i + 1, j:j + 1]
    return dx


#> no + 1 in the output size, as one edit | one_missing
def max_pool(x, size, stride):
    """Return the largest entry of each window, float array (N, C, HO, WO).

    x: float array (N, C, H, W), no two entries equal; not changed.
    size, stride: ints; a window has size rows and size columns.
    """
    N, C, H, W = x.shape
    out = np.zeros((N, C, (H - size) // stride, (W - size) // stride))
    for i, j, rows, columns in windows(*out.shape[2:], size, stride):
        # All examples and channels at once: the maximum runs over the window only.
        out[:, :, i, j] = x[:, :, rows, columns].max(axis=(2, 3))
    return out


#> examples pooled too, as one edit | examples_pooled
def max_pool(x, size, stride):
    """Return the largest entry of each window, float array (N, C, HO, WO).

    x: float array (N, C, H, W), no two entries equal; not changed.
    size, stride: ints; a window has size rows and size columns.
    """
    N, C, H, W = x.shape
    out = np.zeros((N, C, (H - size) // stride + 1, (W - size) // stride + 1))
    for i, j, rows, columns in windows(*out.shape[2:], size, stride):
        # All examples and channels at once: the maximum runs over the window only.
        out[:, :, i, j] = x[:, :, rows, columns].max(axis=(0, 2, 3))
    return out


#> winner over all channels, as one edit | one_winner_for_all_channels
def max_pool_backward(dout, cache):
    """Return dx (N, C, H, W), the gradient through max_pool.

    dout: float array (N, C, HO, WO), gradient of the loss with respect to its output.
    cache: (x, size, stride) of the forward pass. Nothing given is changed.
    """
    x, size, stride = cache
    dx = np.zeros(x.shape)
    for i, j, rows, columns in windows(*dout.shape[2:], size, stride):
        window = x[:, :, rows, columns]
        largest = window == window.max(axis=(1, 2, 3), keepdims=True)
        # += because a pixel may be the largest of several windows.
        dx[:, :, rows, columns] += largest * dout[:, :, i, j, None, None]
    return dx


#> row and column of the winner exchanged, as one edit | places_exchanged
def max_pool_backward(dout, cache):
    x, size, stride = cache
    dx = np.zeros_like(x)
    N, C, HO, WO = dout.shape
    for n in range(N):
        for c in range(C):
            for i in range(HO):
                for j in range(WO):
                    w = x[n, c, i * stride:i * stride + size, j * stride:j * stride + size]
                    q, p = np.unravel_index(w.argmax(), w.shape)
                    dx[n, c, i * stride + p, j * stride + q] += dout[n, c, i, j]
    return dx


#> dout times the window's values, as one edit | value_multiplied
def max_pool_backward(dout, cache):
    """Return dx (N, C, H, W), the gradient through max_pool.

    dout: float array (N, C, HO, WO), gradient of the loss with respect to its output.
    cache: (x, size, stride) of the forward pass. Nothing given is changed.
    """
    x, size, stride = cache
    dx = np.zeros(x.shape)
    for i, j, rows, columns in windows(*dout.shape[2:], size, stride):
        window = x[:, :, rows, columns]
        largest = window == window.max(axis=(2, 3), keepdims=True)
        # += because a pixel may be the largest of several windows.
        dx[:, :, rows, columns] += largest * window * dout[:, :, i, j, None, None]
    return dx


#> avg: divided by number of places, as one edit | divided_by_places
def avg_pool_backward(dout, shape, size, stride):
    """Return dx, an array of this shape: the gradient where each window's mean is taken.

    dout: float array (N, C, HO, WO), gradient of the loss with respect to the means.
    shape: the shape (N, C, H, W) of x, a tuple; size, stride: ints. dout is not changed.
    """
    dx = np.zeros(shape)
    for i, j, rows, columns in windows(*dout.shape[2:], size, stride):
        # Moving one of size*size entries by 1 moves their mean by 1/size^2.
        dx[:, :, rows, columns] += dout[:, :, i, j, None, None] / (dout.shape[2] * dout.shape[3])
    return dx


#> avg backward: stride squared, as one edit | other_variable
def avg_pool_backward(dout, shape, size, stride):
    """Return dx, an array of this shape: the gradient where each window's mean is taken.

    dout: float array (N, C, HO, WO), gradient of the loss with respect to the means.
    shape: the shape (N, C, H, W) of x, a tuple; size, stride: ints. dout is not changed.
    """
    dx = np.zeros(shape)
    for i, j, rows, columns in windows(*dout.shape[2:], size, stride):
        # Moving one of size*size entries by 1 moves their mean by 1/size^2.
        dx[:, :, rows, columns] += dout[:, :, i, j, None, None] / stride**2
    return dx


#> add.at, repeat, written otherwise | right
def max_pool_backward(dout, cache):
    x, size, stride = cache
    dx = np.zeros(x.shape)
    for (n, c, i, j), d in np.ndenumerate(dout):
        w = x[n, c, i * stride:i * stride + size, j * stride:j * stride + size]
        k = w.argmax()
        dx[n, c, i * stride + k // size, j * stride + k % size] += d
    return dx.tolist()
