import numpy as np


def softmax_loss(x, y):
    N, C = x.shape
    m = x - x.max(axis=1, keepdims=True)
    logp = m - np.log(np.exp(m).sum(axis=1, keepdims=True))
    loss = -logp.sum() / N
    return loss, (np.eye(C)[y] - np.exp(logp)) / N


DERIVATION = {
    "dL_dx": """
        = -Σ(k, Y[k]/P[k]·d(P[k], x[j]))
        = -Σ(k, Y[k]/P[k]·P[k]·(1 - P[k]))
        = -Y[j]·(1 - P[j])
    """,
}
