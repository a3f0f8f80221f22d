"""One query after the other looks at its visible places only; the softmax's whole Jacobian on the way back."""

import numpy as np


def attention(Q, K, V, mask):
    A = np.zeros(mask.shape)
    for t, q in enumerate(Q):
        seen = np.flatnonzero(mask[t])
        scores = K[seen] @ q / len(q) ** 0.5
        weights = np.exp(scores - max(scores))
        A[t, seen] = weights / sum(weights)
    return [np.einsum("ts,sv->tv", A, V), A]


def attention_backward(dout, cache):
    Q, K, V, A = cache
    dQ, dK, dV = np.zeros_like(Q), np.zeros_like(K), np.zeros_like(V)
    for t in range(len(Q)):
        jacobian = np.diag(A[t]) - np.outer(A[t], A[t])
        dscores = jacobian @ (V @ dout[t]) / np.sqrt(len(Q[t]))
        dQ[t] = dscores @ K
        dK += np.outer(dscores, Q[t])
        dV += np.outer(A[t], dout[t])
    return dQ, dK, dV


DERIVATION = {
    "dL_ds": """
        sum(k, g[k]*d(exp(s[k])/sum(l, exp(s[l])), s[j]))
        sum(k, g[k]*([k==j]*exp(s[k])*sum(l, exp(s[l])) - exp(s[k])*exp(s[j]))/sum(l, exp(s[l]))**2)
        sum(k, g[k]*([k==j]*A[k] - A[k]*A[j]))
        g[j]*A[j] - sum(k, g[k]*A[k])*A[j]
    """,
}
