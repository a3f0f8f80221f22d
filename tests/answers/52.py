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


#> softmax over axis 0; no scale; backward mask | scale_missing, diagonal_only
def attention(Q, K, V, mask):
    s = Q @ K.T
    s = np.where(mask, s, -1e9)
    e = np.exp(s - s.max(axis=1, keepdims=True))
    A = e/e.sum(axis=1, keepdims=True)
    return A @ V, A
def attention_backward(dout, cache):
    Q, K, V, A = cache
    dA = dout @ V.T
    dV = A.T @ dout
    ds = A*(1-A)*dA
    ds = ds/np.sqrt(Q.shape[1])
    return ds @ K, ds.T @ Q, dV


#> mask after softmax; scale by d | scale_missing
def attention(Q, K, V, mask):
    s = Q @ K.T/np.sqrt(K.shape[0])
    e = np.exp(s - s.max(axis=1, keepdims=True))
    A = e/e.sum(axis=1, keepdims=True)
    A = A*mask
    return A @ V, A
def attention_backward(dout, cache):
    Q, K, V, A = cache
    dA = dout @ V.T
    ds = A*(dA - (dA*A).sum(axis=1, keepdims=True))
    return ds @ K, ds.T @ Q, A.T @ dout


#> loops over rows | right
def attention(Q, K, V, mask):
    A = np.zeros(mask.shape)
    for t, (q, m) in enumerate(zip(Q, mask)):
        s = np.array([q @ k for k in K[m]])/len(q)**.5
        e = np.exp(s-s.max())
        A[t, m] = e/e.sum()
    return np.einsum("ts,sv->tv", A, V), A
def attention_backward(dout, cache):
    Q, K, V, A = cache
    ds = np.zeros(A.shape)
    for t in range(len(A)):
        J = np.diag(A[t]) - np.outer(A[t], A[t])
        ds[t] = J @ (V @ dout[t])
    ds /= Q.shape[1]**.5
    return ds @ K, ds.T @ Q, A.T @ dout


#> keys and values exchanged in the backward pass; row and column softmax | hidden_score_zero, column_sum
def attention(Q, K, V, mask):
    s = Q @ K.T/np.sqrt(Q.shape[1])
    s = s*mask
    e = np.exp(s - s.max(1, keepdims=True))
    A = e/e.sum(1, keepdims=True)
    return A @ V, A
def attention_backward(dout, cache):
    Q, K, V, A = cache
    d = np.sqrt(Q.shape[1])
    dA = dout @ V.T
    dS = A*(dA - (dA*A).sum(0, keepdims=True))/d
    return dS @ K, dS.T @ Q, A.T @ dout


#> the scale squared | divided_by_d
def attention(Q, K, V, mask):
    s = np.where(mask, Q @ K.T/Q.shape[1], -np.inf)
    e = np.exp(s - s.max(1, keepdims=True))
    A = e/e.sum(1, keepdims=True)
    return A @ V, A
def attention_backward(dout, cache):
    Q, K, V, A = cache
    dA = dout @ V.T
    dS = A*(dA - (dA*A).sum(1, keepdims=True))/np.sqrt(Q.shape[1])
    return dS @ K, dS.T @ Q, A @ dout if A.shape[0] == A.shape[1] else A.T @ dout


#> row sum without A, as one edit | part_left_out
def attention_backward(dout, cache):
    """Gradients through attention.

    dout: float array (T, dv), gradient of the loss with respect to out.
    cache: (Q, K, V, A) of the forward pass; Q (T, d), K (S, d), V (S, dv), A (T, S).
    Returns (dQ, dK, dV) with the shapes of Q, K and V. Nothing given is changed.
    """
    Q, K, V, A = cache
    dV = A.T @ dout  # (S, T) @ (T, dv) -> (S, dv)
    dA = dout @ V.T  # (T, dv) @ (dv, S) -> (T, S)
    # The shares of a row add up to 1: what one gains the others lose. So only what dA
    # is above the row's mean, weighted by A, moves a score.
    dscores = A * (dA - dA.sum(axis=1, keepdims=True))
    dscores = dscores / np.sqrt(Q.shape[1])  # the scores were divided, so is their gradient
    return dscores @ K, dscores.T @ Q, dV


#> mask -1e9; Jacobian loop, written otherwise | right
def attention(Q, K, V, mask):
    s = np.einsum("td,sd->ts", Q, K) * Q.shape[1] ** -.5
    s = s - 1e9 * ~mask
    s -= s.max(1)[:, None]
    A = np.exp(s); A /= A.sum(1)[:, None]
    return A.dot(V), A
def attention_backward(dout, cache):
    Q, K, V, A = cache
    dA = dout @ V.T
    dS = np.array([(np.diag(a) - np.outer(a, a)) @ g for a, g in zip(A, dA)]) / Q.shape[1] ** .5
    return dS @ K, (Q.T @ dS).T, np.einsum("ts,tv->sv", A, dout)


#> hidden scores lowered by 10 | hidden_too_little
def attention(Q, K, V, mask):
    scores = Q @ K.T / np.sqrt(Q.shape[1])
    scores = np.where(mask, scores, scores - 10)
    e = np.exp(scores - scores.max(axis=1, keepdims=True))
    A = e / e.sum(axis=1, keepdims=True)
    return (A @ V, A)
