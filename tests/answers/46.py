#> one pad for two | padding_once
def output_size(n, k, stride, pad):
    return (n + pad - k) // stride + 1


#> one too few | one_missing
def output_size(n, k, stride, pad):
    return (n + 2 * pad - k) // stride


#> a fraction | not_rounded, index_not_an_integer
def output_size(n, k, stride, pad):
    return (n + 2 * pad - k) / stride + 1


#> the pad forgotten | argument_ignored
def output_size(n, k, stride, pad):
    return (n - k) // stride + 1


#> one bias for each weight | biases_forgotten
def conv_parameters(C, F, KH, KW):
    return F * C * KH * KW


#> one bias in all | one_bias_in_all
def conv_parameters(C, F, KH, KW):
    return F * C * KH * KW + 1


#> the kernel turned round | kernel_flipped
right = conv_forward
def conv_forward(x, w, b, stride, pad):
    return right(x, w[:, :, ::-1, ::-1], b, stride, pad)


#> the bias forgotten | bias_missing
right = conv_forward
def conv_forward(x, w, b, stride, pad):
    return right(x, w, 0 * b, stride, pad)


#> the stride forgotten | stride_ignored
right = conv_forward
def conv_forward(x, w, b, stride, pad):
    return right(x, w, b, 1, pad)


#> one channel only | first_channel_only
right = conv_forward
def conv_forward(x, w, b, stride, pad):
    return right(x[:, :1], w[:, :1], b, stride, pad)


#> the bias in every channel | bias_for_every_channel
right = conv_forward
def conv_forward(x, w, b, stride, pad):
    return right(x, w, b * x.shape[1], stride, pad)


#> places not multiplied by the stride | starts_without_stride
def conv_forward(x, w, b, stride, pad):
    N, _, H, W = x.shape
    F, _, KH, KW = w.shape
    HO, WO = (H + 2 * pad - KH) // stride + 1, (W + 2 * pad - KW) // stride + 1
    X = np.pad(x, ((0, 0), (0, 0), (pad, pad), (pad, pad)))
    out = np.zeros((N, F, HO, WO))
    for n in range(N):
        for f in range(F):
            for i in range(HO):
                for j in range(WO):
                    out[n, f, i, j] = (X[n, :, i : i + KH, j : j + KW] * w[f]).sum() + b[f]
    return out


#> not padded | shapes_do_not_fit
def conv_forward(x, w, b, stride, pad):
    N, _, H, W = x.shape
    F, _, KH, KW = w.shape
    HO, WO = (H + 2 * pad - KH) // stride + 1, (W + 2 * pad - KW) // stride + 1
    out = np.zeros((N, F, HO, WO))
    for n in range(N):
        for f in range(F):
            for i in range(HO):
                for j in range(WO):
                    out[n, f, i, j] = (x[n, :, i * stride : i * stride + KH, j * stride : j * stride + KW] * w[f]).sum() + b[f]
    return out


#> sliding windows | right
def conv_forward(x, w, b, stride, pad):
    X = np.pad(x, [(0, 0), (0, 0), (pad, pad), (pad, pad)])
    win = np.lib.stride_tricks.sliding_window_view(X, w.shape[2:], axis=(2, 3))[:, :, ::stride, ::stride]
    return np.einsum("nchwij,fcij->nfhw", win, w) + b[:, None, None]


#> filters last | axes_exchanged
def conv_forward(x, w, b, stride, pad):
    X = np.pad(x, [(0, 0), (0, 0), (pad, pad), (pad, pad)])
    win = np.lib.stride_tricks.sliding_window_view(X, w.shape[2:], axis=(2, 3))[:, :, ::stride, ::stride]
    return np.einsum("nchwij,fcij->nhwf", win, w) + b


#> padded by ones | nothing
def conv_forward(x, w, b, stride, pad):
    X = np.pad(x, [(0, 0), (0, 0), (pad, pad), (pad, pad)], constant_values=1)
    win = np.lib.stride_tricks.sliding_window_view(X, w.shape[2:], axis=(2, 3))[:, :, ::stride, ::stride]
    return np.einsum("nchwij,fcij->nfhw", win, w) + b[:, None, None]


#> flipped kernel (true convolution), output ceil, no bias params | rounded_up, bias_per_channel, kernel_flipped
def output_size(n, k, stride, pad):
    return int(np.ceil((n + 2*pad - k)/stride)) + 1
def conv_parameters(C, F, KH, KW):
    return F*C*KH*KW + C
def conv_forward(x, w, b, stride, pad):
    N, C, H, W = x.shape
    F, _, KH, KW = w.shape
    X = np.pad(x, ((0, 0), (0, 0), (pad, pad), (pad, pad)))
    HO, WO = (H+2*pad-KH)//stride+1, (W+2*pad-KW)//stride+1
    out = np.zeros((N, F, HO, WO))
    for i in range(HO):
        for j in range(WO):
            win = X[:, :, i*stride:i*stride+KH, j*stride:j*stride+KW]
            out[:, :, i, j] = np.tensordot(win, w[:, :, ::-1, ::-1], axes=([1, 2, 3], [1, 2, 3])) + b
    return out


#> pad one-sided; no bias | padding_once, biases_forgotten, starts_without_stride
def output_size(n, k, stride, pad):
    return (n + pad - k)//stride + 1
def conv_parameters(C, F, KH, KW):
    return F*C*KH*KW
def conv_forward(x, w, b, stride, pad):
    N, C, H, W = x.shape
    F, _, KH, KW = w.shape
    X = np.pad(x, pad)[pad:N+pad, pad:C+pad] if pad else x
    HO, WO = (H+2*pad-KH)//stride+1, (W+2*pad-KW)//stride+1
    out = np.zeros((N, F, HO, WO))
    for n in range(N):
        for f in range(F):
            for i in range(HO):
                for j in range(WO):
                    out[n, f, i, j] = np.sum(X[n, :, i:i+KH, j:j+KW]*w[f]) + b[f]
    return out


#> sliding_window_view | right
from numpy.lib.stride_tricks import sliding_window_view
def output_size(n, k, stride, pad):
    return len(range(0, n+2*pad-k+1, stride))
def conv_parameters(C, F, KH, KW):
    return F*(C*KH*KW+1)
def conv_forward(x, w, b, stride, pad):
    X = np.pad(x, [(0, 0)]*2 + [(pad, pad)]*2)
    win = sliding_window_view(X, w.shape[2:], axis=(2, 3))[:, :, ::stride, ::stride]
    return np.einsum("nchwpq,fcpq->nfhw", win, w) + b.reshape(1, -1, 1, 1)


#> the bias inside the sum over channels, windows beyond the border | one_missing, bias_for_every_channel
def conv_forward(x, w, b, stride, pad):
    N, C, H, W = x.shape
    F, _, KH, KW = w.shape
    X = np.pad(x, [(0, 0), (0, 0), (pad, pad), (pad, pad)])
    HO, WO = (H + 2*pad - KH)//stride + 1, (W + 2*pad - KW)//stride + 1
    out = np.zeros((N, F, HO, WO))
    for i in range(HO):
        for j in range(WO):
            win = X[:, :, i*stride:i*stride + KH, j*stride:j*stride + KW]
            for f in range(F):
                for c in range(C):
                    out[:, f, i, j] += (win[:, c]*w[f, c]).sum(axis=(1, 2)) + b[f]
    return out
def output_size(n, k, stride, pad):
    return (n - k + 2*pad)//stride


#> the first channel alone | edges_repeated
def conv_forward(x, w, b, stride, pad):
    N, C, H, W = x.shape
    F, _, KH, KW = w.shape
    X = np.pad(x, [(0, 0), (0, 0), (pad, pad), (pad, pad)], mode="edge")
    HO, WO = (H + 2*pad - KH)//stride + 1, (W + 2*pad - KW)//stride + 1
    out = np.zeros((N, F, HO, WO))
    for i in range(HO):
        for j in range(WO):
            win = X[:, :, i*stride:i*stride + KH, j*stride:j*stride + KW]
            out[:, :, i, j] = np.tensordot(win, w, ([1, 2, 3], [1, 2, 3])) + b
    return out


#> the rows and columns of the filter exchanged | bias_missing
def conv_forward(x, w, b, stride, pad):
    X = np.pad(x, [(0, 0), (0, 0), (pad, pad), (pad, pad)])
    N, C, H, W = X.shape
    F, _, KH, KW = w.shape
    HO, WO = (H - KH)//stride + 1, (W - KW)//stride + 1
    out = np.zeros((N, F, HO, WO))
    for i in range(HO):
        for j in range(WO):
            out[:, :, i, j] = np.tensordot(X[:, :, i*stride:i*stride + KH, j*stride:j*stride + KW], w, ([1, 2, 3], [1, 2, 3]))
    return out
def conv_parameters(C, F, KH, KW):
    return (C*KH*KW + 1)*C


#> +1 inside the division, as one edit | one_inside
def output_size(n, k, stride, pad):
    """Return the number of positions of a window, an int.

    n: places in a row; k: places of the window; stride: places from one position to
    the next; pad: zeros added at each end. All are ints, and the window fits at least once.
    """
    # The first position is always there; the room that is left after it allows one
    # more for each whole stride.
    return (n + 2 * pad - k + 1) // stride


#> square window assumed for parameters, as one edit | square_window
def conv_parameters(C, F, KH, KW):
    """Return the number of weights and biases of F filters, an int.

    C: channels; KH, KW: rows and columns of the window. All are ints.
    """
    return F * (C * KH * KH + 1)


#> padded at the end only, as one edit | padded_at_the_end
def conv_forward(x, w, b, stride, pad):
    """Forward pass of a convolution.

    x: float array (N, C, H, W); w: float array (F, C, KH, KW); b: float array (F,).
    stride, pad: ints.
    Returns out, float array (N, F, HO, WO). x, w and b are not changed.
    """
    N, _, H, W = x.shape
    F, _, KH, KW = w.shape
    HO, WO = output_size(H, KH, stride, pad), output_size(W, KW, stride, pad)
    X = np.pad(x, ((0, 0), (0, 0), (0, 2 * pad), (0, 2 * pad)))
    out = np.zeros((N, F, HO, WO))
    for n in range(N):
        for f in range(F):
            for i in range(HO):
                for j in range(WO):
                    top, left = i * stride, j * stride
                    window = X[n, :, top : top + KH, left : left + KW]  # (C, KH, KW)
                    out[n, f, i, j] = (window * w[f]).sum() + b[f]
    return out


#> bias added for each entry of the window, as one edit | bias_for_every_weight
def conv_forward(x, w, b, stride, pad):
    """Forward pass of a convolution.

    x: float array (N, C, H, W); w: float array (F, C, KH, KW); b: float array (F,).
    stride, pad: ints.
    Returns out, float array (N, F, HO, WO). x, w and b are not changed.
    """
    N, _, H, W = x.shape
    F, _, KH, KW = w.shape
    HO, WO = output_size(H, KH, stride, pad), output_size(W, KW, stride, pad)
    X = np.pad(x, ((0, 0), (0, 0), (pad, pad), (pad, pad)))
    out = np.zeros((N, F, HO, WO))
    for n in range(N):
        for f in range(F):
            for i in range(HO):
                for j in range(WO):
                    top, left = i * stride, j * stride
                    window = X[n, :, top : top + KH, left : left + KW]  # (C, KH, KW)
                    out[n, f, i, j] = (window * w[f] + b[f]).sum()
    return out


#> flipped along one axis only (columns), as one edit | half_flipped
def conv_forward(x, w, b, stride, pad):
    """Forward pass of a convolution.

    x: float array (N, C, H, W); w: float array (F, C, KH, KW); b: float array (F,).
    stride, pad: ints.
    Returns out, float array (N, F, HO, WO). x, w and b are not changed.
    """
    N, _, H, W = x.shape
    F, _, KH, KW = w.shape
    HO, WO = output_size(H, KH, stride, pad), output_size(W, KW, stride, pad)
    X = np.pad(x, ((0, 0), (0, 0), (pad, pad), (pad, pad)))
    out = np.zeros((N, F, HO, WO))
    for n in range(N):
        for f in range(F):
            for i in range(HO):
                for j in range(WO):
                    top, left = i * stride, j * stride
                    window = X[n, :, top : top + KH, left : left + KW]  # (C, KH, KW)
                    out[n, f, i, j] = (window * w[f][:, :, ::-1]).sum() + b[f]
    return out


#> window of the unpadded size with range(0, H, stride), as one edit | shapes_do_not_fit
def conv_forward(x, w, b, stride, pad):
    """Forward pass of a convolution.

    x: float array (N, C, H, W); w: float array (F, C, KH, KW); b: float array (F,).
    stride, pad: ints.
    Returns out, float array (N, F, HO, WO). x, w and b are not changed.
    """
    N, _, H, W = x.shape
    F, _, KH, KW = w.shape
    HO, WO = output_size(H, KH, stride, pad), output_size(H, KH, stride, pad)
    X = np.pad(x, ((0, 0), (0, 0), (pad, pad), (pad, pad)))
    out = np.zeros((N, F, HO, WO))
    for n in range(N):
        for f in range(F):
            for i in range(HO):
                for j in range(WO):
                    top, left = i * stride, j * stride
                    window = X[n, :, top : top + KH, left : left + KW]  # (C, KH, KW)
                    out[n, f, i, j] = (window * w[f]).sum() + b[f]
    return out


#> stride on rows only, as one edit | part_left_out
def conv_forward(x, w, b, stride, pad):
    """Forward pass of a convolution.

    x: float array (N, C, H, W); w: float array (F, C, KH, KW); b: float array (F,).
    stride, pad: ints.
    Returns out, float array (N, F, HO, WO). x, w and b are not changed.
    """
    N, _, H, W = x.shape
    F, _, KH, KW = w.shape
    HO, WO = output_size(H, KH, stride, pad), output_size(W, KW, stride, pad)
    X = np.pad(x, ((0, 0), (0, 0), (pad, pad), (pad, pad)))
    out = np.zeros((N, F, HO, WO))
    for n in range(N):
        for f in range(F):
            for i in range(HO):
                for j in range(WO):
                    top, left = i * stride, j
                    window = X[n, :, top : top + KH, left : left + KW]  # (C, KH, KW)
                    out[n, f, i, j] = (window * w[f]).sum() + b[f]
    return out


#> mean of the window products, as one edit | other_function_used
def conv_forward(x, w, b, stride, pad):
    """Forward pass of a convolution.

    x: float array (N, C, H, W); w: float array (F, C, KH, KW); b: float array (F,).
    stride, pad: ints.
    Returns out, float array (N, F, HO, WO). x, w and b are not changed.
    """
    N, _, H, W = x.shape
    F, _, KH, KW = w.shape
    HO, WO = output_size(H, KH, stride, pad), output_size(W, KW, stride, pad)
    X = np.pad(x, ((0, 0), (0, 0), (pad, pad), (pad, pad)))
    out = np.zeros((N, F, HO, WO))
    for n in range(N):
        for f in range(F):
            for i in range(HO):
                for j in range(WO):
                    top, left = i * stride, j * stride
                    window = X[n, :, top : top + KH, left : left + KW]  # (C, KH, KW)
                    out[n, f, i, j] = (window * w[f]).mean() + b[f]
    return out


#> sliding windows, einsum, written otherwise | right
def output_size(n, k, stride, pad):
    return len(range(0, n + 2 * pad - k + 1, stride))
def conv_forward(x, w, b, stride, pad):
    X = np.zeros((x.shape[0], x.shape[1], x.shape[2] + 2 * pad, x.shape[3] + 2 * pad))
    X[:, :, pad:pad + x.shape[2], pad:pad + x.shape[3]] = x
    V = np.lib.stride_tricks.sliding_window_view(X, w.shape[2:], axis=(2, 3))[:, :, ::stride, ::stride]
    return np.einsum("ncijpq,fcpq->nfij", V, w) + b[None, :, None, None]
