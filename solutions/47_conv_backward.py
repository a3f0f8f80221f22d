"""47. The window, backwards: a worked solution.

Every product of the forward pass sends back two shares: d times the pixel to the weight,
d times the weight to the pixel. Both are used many times, so everything is +=.
"""

import numpy as np


def conv_backward(dout, cache):
    """Gradients through the convolution of exercise 46.

    dout: float array (N, F, HO, WO), gradient of the loss with respect to out.
    cache: (x, w, b, stride, pad) of the forward pass; x (N, C, H, W), w (F, C, KH, KW),
        b (F,), stride and pad ints.
    Returns (dx, dw, db) with the shapes of x, w and b. Nothing given is changed.
    """
    x, w, b, stride, pad = cache
    N, F, HO, WO = dout.shape
    _, _, H, W = x.shape
    _, _, KH, KW = w.shape
    X = np.pad(x, ((0, 0), (0, 0), (pad, pad), (pad, pad)))
    dX, dw, db = np.zeros(X.shape), np.zeros(w.shape), np.zeros(b.shape)
    for n in range(N):
        for f in range(F):
            for i in range(HO):
                for j in range(WO):
                    d = dout[n, f, i, j]
                    rows = slice(i * stride, i * stride + KH)
                    columns = slice(j * stride, j * stride + KW)
                    dw[f] += d * X[n, :, rows, columns]  # the pixels were its factors
                    dX[n, :, rows, columns] += d * w[f]  # the weights were theirs
                    db[f] += d  # b[f] was added to this output as it is
    # The zeros around the image were made, not given: their gradient is cut off.
    # Counting from the front works for pad = 0 too, where -pad would be the start.
    dx = dX[:, :, pad : pad + H, pad : pad + W]
    return dx, dw, db
