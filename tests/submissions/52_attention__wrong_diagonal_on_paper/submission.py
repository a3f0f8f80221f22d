"""The functions are right; on paper a share depends on its own score alone."""

import numpy as np


def attention(Q, K, V, mask):
    scores = Q @ K.T / np.sqrt(Q.shape[1])  # (T, S): a row for each query
    scores = np.where(mask, scores, -np.inf)
    # The shift keeps exp in range; e^-inf is exactly 0, so hidden places get nothing.
    e = np.exp(scores - scores.max(axis=1, keepdims=True))
    A = e / e.sum(axis=1, keepdims=True)
    return A @ V, A


def attention_backward(dout, cache):
    Q, K, V, A = cache
    dV = A.T @ dout  # (S, T) @ (T, dv) -> (S, dv)
    dA = dout @ V.T  # (T, dv) @ (dv, S) -> (T, S)
    # The shares of a row add up to 1: what one gains the others lose. So only what dA
    # is above the row's mean, weighted by A, moves a score.
    dscores = A * (dA - (dA * A).sum(axis=1, keepdims=True))
    dscores = dscores / np.sqrt(Q.shape[1])  # the scores were divided, so is their gradient
    return dscores @ K, dscores.T @ Q, dV


DERIVATION = {
    "dL_ds": """
        = Σ(k, g[k]·d(A[k], s[j]))
        = g[j]·d(A[j], s[j])
        = g[j]·A[j]·(1 - A[j])
    """,
}
