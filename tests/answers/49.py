#> repeated ids overwritten | last_one_wins
def embedding_backward(dout, ids, V, pad=None):
    d = np.zeros((V, dout.shape[2]))
    d[ids] += dout
    if pad is not None:
        d[pad] = 0
    return d


#> the padding learns too | filler_trained
def embedding_backward(dout, ids, V, pad=None):
    d = np.zeros((V, dout.shape[2]))
    np.add.at(d, ids, dout)
    return d


#> averaged over the repeats | averaged_per_word
right = embedding_backward
def embedding_backward(dout, ids, V, pad=None):
    n = np.maximum(1, np.bincount(ids.ravel(), minlength=V))
    return right(dout, ids, V, pad) / n[:, None]


#> columns of the table | columns_taken
def embedding_forward(ids, table):
    return table[:, ids]


#> one-hot only | one_hot_returned
def embedding_forward(ids, table):
    return np.eye(len(table))[ids]


#> a batch at a time | first_only
def embedding_forward(ids, table):
    return np.array([table[i] for i in ids[0]])


#> fancy += loses repeats; pad=0 falsy | last_one_wins
def embedding_forward(ids, table):
    return table[ids]
def embedding_backward(dout, ids, V, pad=None):
    d = np.zeros((V, dout.shape[-1]))
    d[ids] += dout
    if pad is not None:
        d[pad] = 0
    return d


#> pad truthiness; one-hot mean | filler_zero_missed
def embedding_backward(dout, ids, V, pad=None):
    d = np.zeros((V, dout.shape[-1]))
    np.add.at(d, ids, dout)
    if pad:
        d[pad] = 0
    return d


#> one-hot matmul | right
def embedding_forward(ids, table):
    return np.eye(len(table))[ids] @ table
def embedding_backward(dout, ids, V, pad=None):
    hot = (ids.reshape(-1, 1) == np.arange(V)).astype(float)
    if pad is not None:
        hot[:, pad] = 0
    return hot.T @ dout.reshape(-1, dout.shape[-1])


#> the pad row in front, mean over repeats | argument_shifted, averaged_per_word
def embedding_forward(ids, table):
    return table[ids - 1]
def embedding_backward(dout, ids, V, pad=None):
    g = np.zeros((V, dout.shape[-1]))
    np.add.at(g, ids, dout)
    n = np.bincount(ids.ravel(), minlength=V)[:, None]
    g = g/np.maximum(n, 1)
    if pad is not None:
        g[pad] = 0
    return g


#> the gradient of the last place only | end_left_out
def embedding_backward(dout, ids, V, pad=None):
    g = np.zeros((V, dout.shape[-1]))
    for n in range(ids.shape[0]):
        for t in range(ids.shape[1] - 1):
            g[ids[n, t]] += dout[n, t]
    if pad is not None: g[pad] = 0
    return g


#> backward: mean over batch N, as one edit | constant_factor
def embedding_backward(dout, ids, V, pad=None):
    """Return the gradient of the loss with respect to the table, float array (V, D).

    dout: float array (N, T, D), gradient of the loss with respect to the rows.
    ids: int array (N, T), each from 0 to V - 1; V: int, the number of words.
    pad: None, or the int of the filler, whose row stays 0. dout and ids are not changed.
    """
    d = np.zeros((V, dout.shape[2]))
    # d[ids] += dout would read each row once and write it once: of equal words only
    # the last would count. np.add.at adds place by place.
    np.add.at(d, ids, dout / len(ids))
    if pad is not None:  # "if pad" would miss the filler 0
        d[pad] = 0
    return d


#> backward: pad row -1, as one edit | filler_trained
def embedding_backward(dout, ids, V, pad=None):
    """Return the gradient of the loss with respect to the table, float array (V, D).

    dout: float array (N, T, D), gradient of the loss with respect to the rows.
    ids: int array (N, T), each from 0 to V - 1; V: int, the number of words.
    pad: None, or the int of the filler, whose row stays 0. dout and ids are not changed.
    """
    d = np.zeros((V, dout.shape[2]))
    # d[ids] += dout would read each row once and write it once: of equal words only
    # the last would count. np.add.at adds place by place.
    np.add.at(d, ids, dout)
    if pad is not None:  # "if pad" would miss the filler 0
        d[-1] = 0
    return d


#> one-hot product, written otherwise | right
def embedding_forward(ids, table):
    return np.eye(len(table))[ids] @ table
def embedding_backward(dout, ids, V, pad=None):
    hot = np.eye(V)[ids]
    if pad is not None:
        hot[..., pad] = 0
    return np.einsum("ntv,ntd->vd", hot, dout)


#> the mean of a sentence | extra_mean
def embedding_forward(ids, table):
    return table[ids].mean(axis=1)
