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
