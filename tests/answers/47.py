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
