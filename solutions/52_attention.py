"""52. Looking where it matters: a worked solution.

Attention is two matrix products with a softmax between them. Backward takes the three in
reverse; only the softmax needs a rule of its own.
"""

import numpy as np


def attention(Q, K, V, mask):
    """Attention of T queries to S places.

    Q: float array (T, d); K: float array (S, d); V: float array (S, dv).
    mask: bool array (T, S), True where query t may look at place s; no row is all False.
    Returns (out, A): out (T, dv), the shares A (T, S). Nothing given is changed.
    """
    scores = Q @ K.T / np.sqrt(Q.shape[1])  # (T, S): a row for each query
    scores = np.where(mask, scores, -np.inf)
    # The shift keeps exp in range; e^-inf is exactly 0, so hidden places get nothing.
    e = np.exp(scores - scores.max(axis=1, keepdims=True))
    A = e / e.sum(axis=1, keepdims=True)
    return A @ V, A


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
    dscores = A * (dA - (dA * A).sum(axis=1, keepdims=True))
    dscores = dscores / np.sqrt(Q.shape[1])  # the scores were divided, so is their gradient
    return dscores @ K, dscores.T @ Q, dV


DERIVATION = {  # one expression on each line, equal to the one before
    "dL_ds": """
        # d(Σ(k, g[k]·A[k]), s[j]), with A[k] = exp(s[k])/Σ(l, exp(s[l]))
        = Σ(k, g[k]·d(A[k], s[j]))
        = Σ(k, g[k]·A[k]·([k==j] - A[j]))
        = g[j]·A[j] - A[j]·Σ(k, g[k]·A[k])
        = A[j]·(g[j] - Σ(k, g[k]·A[k]))
    """,
}
