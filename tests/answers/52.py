#> not scaled | scale_missing
right = attention
def attention(Q, K, V, mask):
    return right(Q * np.sqrt(Q.shape[1]), K, V, mask)


#> scaled by d | divided_by_d
right = attention
def attention(Q, K, V, mask):
    return right(Q / np.sqrt(Q.shape[1]), K, V, mask)


#> softmax down the columns | columns_normalised
def attention(Q, K, V, mask):
    s = np.where(mask, Q @ K.T / np.sqrt(Q.shape[1]), -np.inf)
    e = np.exp(s - s.max(axis=0))
    A = e / e.sum(axis=0)
    return A @ V, A


#> the mask forgotten | mask_ignored
right = attention
def attention(Q, K, V, mask):
    return right(Q, K, V, np.ones_like(mask))


#> the mask turned round | mask_inverted
right = attention
def attention(Q, K, V, mask):
    return right(Q, K, V, ~mask)


#> masked to 0 before the softmax | hidden_score_zero
def attention(Q, K, V, mask):
    s = Q @ K.T / np.sqrt(Q.shape[1]) * mask
    e = np.exp(s - s.max(axis=1, keepdims=True))
    A = e / e.sum(axis=1, keepdims=True)
    return A @ V, A


#> masked after the softmax | hidden_after_softmax
def attention(Q, K, V, mask):
    s = Q @ K.T / np.sqrt(Q.shape[1])
    e = np.exp(s - s.max(axis=1, keepdims=True))
    A = e / e.sum(axis=1, keepdims=True) * mask
    return A @ V, A


#> the scale forgotten on the way back | scale_missing
right_back = attention_backward
def attention_backward(dout, cache):
    dQ, dK, dV = right_back(dout, cache)
    s = np.sqrt(cache[0].shape[1])
    return dQ * s, dK * s, dV


#> a diagonal softmax | diagonal_only
def attention_backward(dout, cache):
    Q, K, V, A = cache
    dA = dout @ V.T
    ds = A * (1 - A) * dA / np.sqrt(Q.shape[1])
    return ds @ K, ds.T @ Q, A.T @ dout


#> dQ and dK exchanged | returns_reordered
right_back = attention_backward
def attention_backward(dout, cache):
    dQ, dK, dV = right_back(dout, cache)
    return dK, dQ, dV


#> -1e9 for minus infinity | right
def attention(Q, K, V, mask):
    s = (Q @ K.T) / Q.shape[-1] ** 0.5 + np.where(mask, 0, -1e9)
    A = np.exp(s - s.max(-1, keepdims=True))
    A = A / A.sum(-1, keepdims=True)
    return A @ V, A


#> scaled by the length of the sequence | divided_by_keys
def attention(Q, K, V, mask):
    s = np.where(mask, Q @ K.T / np.sqrt(len(K)), -np.inf)
    A = np.exp(s - s.max(-1, keepdims=True))
    A = A / A.sum(-1, keepdims=True)
    return A @ V, A
