#> = in place of += in dx | dx_assigned
def conv_backward(dout, cache):
    x, w, b, stride, pad = cache
    N, F, HO, WO = dout.shape
    (_, _, H, W), (_, _, KH, KW) = x.shape, w.shape
    X = np.pad(x, ((0, 0), (0, 0), (pad, pad), (pad, pad)))
    dX, dw, db = np.zeros(X.shape), np.zeros(w.shape), np.zeros(b.shape)
    for n in range(N):
        for f in range(F):
            for i in range(HO):
                for j in range(WO):
                    r, c = slice(i * stride, i * stride + KH), slice(j * stride, j * stride + KW)
                    dw[f] += dout[n, f, i, j] * X[n, :, r, c]
                    dX[n, :, r, c] = dout[n, f, i, j] * w[f]
                    db[f] += dout[n, f, i, j]
    return dX[:, :, pad : pad + H, pad : pad + W], dw, db


#> the padding not cut off | padding_kept
right = conv_backward
def conv_backward(dout, cache):
    x, w, b, stride, pad = cache
    X = np.pad(x, ((0, 0), (0, 0), (pad, pad), (pad, pad)))
    return right(dout, (X, w, b, stride, 0))


#> db not summed over the batch | sum_missing
right = conv_backward
def conv_backward(dout, cache):
    dx, dw, db = right(dout, cache)
    return dx, dw, dout.sum(axis=(2, 3))


#> averaged over the batch | dw_averaged, constant_factor
right = conv_backward
def conv_backward(dout, cache):
    dx, dw, db = right(dout, cache)
    return dx, dw / len(dout), db / len(dout)


#> the last example only | dw_last_example
right = conv_backward
def conv_backward(dout, cache):
    x, w, b, stride, pad = cache
    dx, dw, db = right(dout, cache)
    return dx, right(dout[-1:], (x[-1:], w, b, stride, pad))[1], db


#> db one number | extra_sum
right = conv_backward
def conv_backward(dout, cache):
    dx, dw, db = right(dout, cache)
    return dx, dw, dout.sum()


#> the cache in another order | unpacked_in_another_number
def conv_backward(dout, cache):
    x, w, b, conv_param = cache
    stride, pad = conv_param["stride"], conv_param["pad"]
    return None


#> dx padded not cut; db over wrong axes; dw averaged | padding_kept
def conv_backward(dout, cache):
    x, w, b, s, pad = cache
    N, C, H, W = x.shape
    F, _, KH, KW = w.shape
    X = np.pad(x, ((0, 0), (0, 0), (pad, pad), (pad, pad)))
    dX, dw = np.zeros_like(X), np.zeros_like(w)
    _, _, HO, WO = dout.shape
    for i in range(HO):
        for j in range(WO):
            win = X[:, :, i*s:i*s+KH, j*s:j*s+KW]
            dw += np.einsum('nf,ncpq->fcpq', dout[:, :, i, j], win)
            dX[:, :, i*s:i*s+KH, j*s:j*s+KW] += np.einsum('nf,fcpq->ncpq', dout[:, :, i, j], w)
    return dX, dw, dout.sum(axis=(0, 1))


#> dx = not +=; ignores stride | dx_assigned, constant_factor
def conv_backward(dout, cache):
    x, w, b, s, pad = cache
    N, C, H, W = x.shape
    F, _, KH, KW = w.shape
    X = np.pad(x, ((0, 0), (0, 0), (pad, pad), (pad, pad)))
    dX, dw = np.zeros_like(X), np.zeros_like(w)
    _, _, HO, WO = dout.shape
    for i in range(HO):
        for j in range(WO):
            win = X[:, :, i*s:i*s+KH, j*s:j*s+KW]
            dw += np.einsum('nf,ncpq->fcpq', dout[:, :, i, j], win)
            dX[:, :, i*s:i*s+KH, j*s:j*s+KW] = np.einsum('nf,fcpq->ncpq', dout[:, :, i, j], w)
    dx = dX[:, :, pad:-pad, pad:-pad] if pad else dX
    return dx, dw, dout.sum(axis=(0, 2, 3))/N


#> by kernel place rather than by window | right
def conv_backward(dout, cache):
    x, w, b, s, pad = cache
    X = np.pad(x, [(0, 0)]*2 + [(pad, pad)]*2).astype(float)
    dX, dw = np.zeros(X.shape), np.zeros(w.shape)
    HO, WO = dout.shape[2:]
    for p in range(w.shape[2]):
        for q in range(w.shape[3]):
            at = (slice(None), slice(None), slice(p, p+s*HO, s), slice(q, q+s*WO, s))
            dw[:, :, p, q] = np.tensordot(dout, X[at], ([0, 2, 3], [0, 2, 3]))
            dX[at] += np.moveaxis(np.tensordot(dout, w[:, :, p, q], (1, 0)), -1, 1)
    H, W = x.shape[2:]
    return dX[:, :, pad:pad+H, pad:pad+W], dw, dout.sum((0, 2, 3))


#> dw from the unpadded input | dx_kernel_flipped, constant_factor
def conv_backward(dout, cache):
    x, w, b, s, pad = cache
    N, C, H, W = x.shape
    F, _, KH, KW = w.shape
    X = np.pad(x, ((0, 0), (0, 0), (pad, pad), (pad, pad)))
    dX, dw = np.zeros_like(X), np.zeros_like(w)
    for n in range(N):
        for f in range(F):
            for i in range(dout.shape[2]):
                for j in range(dout.shape[3]):
                    dw[f] += X[n, :, i*s:i*s + KH, j*s:j*s + KW]*dout[n, f, i, j]
                    dX[n, :, i*s:i*s + KH, j*s:j*s + KW] += w[f, :, ::-1, ::-1]*dout[n, f, i, j]
    return dX[:, :, pad:pad + H, pad:pad + W], dw, dout.sum(axis=(2, 3)).mean(axis=0)


#> unpadded x in dw, as one edit | dw_not_padded
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
                    win = x[n, :, rows, columns]
                    dw[f, :, :win.shape[1], :win.shape[2]] += d * win  # the pixels were its factors
                    dX[n, :, rows, columns] += d * w[f]  # the weights were theirs
                    db[f] += d  # b[f] was added to this output as it is
    # The zeros around the image were made, not given: their gradient is cut off.
    # Counting from the front works for pad = 0 too, where -pad would be the start.
    dx = dX[:, :, pad : pad + H, pad : pad + W]
    return dx, dw, db


#> dx of the last filter only, as one edit | dx_last_filter
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
                    dX[n, :, rows, columns] = dX[n, :, rows, columns] * (f == F - 1) + d * w[f] * (f == F - 1)  # the weights were theirs
                    db[f] += d  # b[f] was added to this output as it is
    # The zeros around the image were made, not given: their gradient is cut off.
    # Counting from the front works for pad = 0 too, where -pad would be the start.
    dx = dX[:, :, pad : pad + H, pad : pad + W]
    return dx, dw, db


#> db counts once per window entry, as one edit | db_for_every_weight
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
                    db[f] += (d * np.ones_like(w[f])).sum()  # b[f] was added to this output as it is
    # The zeros around the image were made, not given: their gradient is cut off.
    # Counting from the front works for pad = 0 too, where -pad would be the start.
    dx = dX[:, :, pad : pad + H, pad : pad + W]
    return dx, dw, db


#> dw with first channel for all, as one edit | dw_first_channel
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
                    dw[f] += d * X[n, 0, rows, columns]  # the pixels were its factors
                    dX[n, :, rows, columns] += d * w[f]  # the weights were theirs
                    db[f] += d  # b[f] was added to this output as it is
    # The zeros around the image were made, not given: their gradient is cut off.
    # Counting from the front works for pad = 0 too, where -pad would be the start.
    dx = dX[:, :, pad : pad + H, pad : pad + W]
    return dx, dw, db


#> dx minus sign, as one edit | sign_flipped
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
                    dX[n, :, rows, columns] -= d * w[f]  # the weights were theirs
                    db[f] += d  # b[f] was added to this output as it is
    # The zeros around the image were made, not given: their gradient is cut off.
    # Counting from the front works for pad = 0 too, where -pad would be the start.
    dx = dX[:, :, pad : pad + H, pad : pad + W]
    return dx, dw, db


#> loops with +=, minimal, as one edit | right
def conv_backward(dout, cache):
    x, w, b, s, pad = cache
    X = np.pad(x, [(0, 0), (0, 0), (pad, pad), (pad, pad)]); dX = np.zeros_like(X); dw = np.zeros_like(w)
    for n, f, i, j in np.ndindex(*dout.shape):
        for p in range(w.shape[2]):
            for q in range(w.shape[3]):
                dw[f, :, p, q] += dout[n, f, i, j] * X[n, :, i * s + p, j * s + q]
                dX[n, :, i * s + p, j * s + q] += dout[n, f, i, j] * w[f, :, p, q]
    H, W = x.shape[2:]
    return dX[..., pad:pad + H, pad:pad + W], dw, np.einsum("nfij->f", dout)


#> einsum per kernel place, written otherwise | right
def conv_backward(dout, cache):
    x, w, b, s, pad = cache
    N, C, H, W = x.shape
    X = np.pad(x, ((0,), (0,), (pad,), (pad,)))
    dX, dw = 0 * X, 0 * w
    HO, WO = dout.shape[2:]
    for p in range(w.shape[2]):
        for q in range(w.shape[3]):
            sl = (slice(None), slice(None), slice(p, p + s * HO, s), slice(q, q + s * WO, s))
            dw[:, :, p, q] = np.einsum("nfij,ncij->fc", dout, X[sl])
            dX[sl] += np.einsum("nfij,fc->ncij", dout, w[:, :, p, q])
    return dX[:, :, pad:pad + H, pad:pad + W], dw, dout.sum((0, 2, 3))


#> dx: the padding cut at one end only | padding_cut_at_one_end
def conv_backward(dout, cache):
    x, w, b, stride, pad = cache
    N, F, HO, WO = dout.shape
    _, _, H, W = x.shape
    _, _, KH, KW = w.shape
    X = np.pad(x, ((0, 0), (0, 0), (pad, pad), (pad, pad)))
    dX, dw, db = (np.zeros(X.shape), np.zeros(w.shape), np.zeros(b.shape))
    for n in range(N):
        for f in range(F):
            for i in range(HO):
                for j in range(WO):
                    d = dout[n, f, i, j]
                    rows = slice(i * stride, i * stride + KH)
                    columns = slice(j * stride, j * stride + KW)
                    dw[f] += d * X[n, :, rows, columns]
                    dX[n, :, rows, columns] += d * w[f]
                    db[f] += d
    dx = dX[:, :, :H, :W]
    return (dx, dw, db)
