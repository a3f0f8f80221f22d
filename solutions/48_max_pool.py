"""48. Only the largest counts: a worked solution.

The three functions visit the same windows. A maximum acts as if only its largest entry
were connected; a mean is connected to all of them, with the weight 1/size^2 each.
"""

import numpy as np


def windows(HO, WO, size, stride):
    """Yield (i, j, rows, columns) for every output place, rows and columns as slices."""
    for i in range(HO):
        for j in range(WO):
            top, left = i * stride, j * stride
            yield i, j, slice(top, top + size), slice(left, left + size)


def max_pool(x, size, stride):
    """Return the largest entry of each window, float array (N, C, HO, WO).

    x: float array (N, C, H, W), no two entries equal; not changed.
    size, stride: ints; a window has size rows and size columns.
    """
    N, C, H, W = x.shape
    out = np.zeros((N, C, (H - size) // stride + 1, (W - size) // stride + 1))
    for i, j, rows, columns in windows(*out.shape[2:], size, stride):
        # All examples and channels at once: the maximum runs over the window only.
        out[:, :, i, j] = x[:, :, rows, columns].max(axis=(2, 3))
    return out


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
        dx[:, :, rows, columns] += largest * dout[:, :, i, j, None, None]
    return dx


def avg_pool_backward(dout, shape, size, stride):
    """Return dx, an array of this shape: the gradient where each window's mean is taken.

    dout: float array (N, C, HO, WO), gradient of the loss with respect to the means.
    shape: the shape (N, C, H, W) of x, a tuple; size, stride: ints. dout is not changed.
    """
    dx = np.zeros(shape)
    for i, j, rows, columns in windows(*dout.shape[2:], size, stride):
        # Moving one of size*size entries by 1 moves their mean by 1/size^2.
        dx[:, :, rows, columns] += dout[:, :, i, j, None, None] / size**2
    return dx
