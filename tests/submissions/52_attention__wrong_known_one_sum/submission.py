"""np.sum without an axis, tril for the mask's minus infinity, and no division by the root of d on the way back."""

import numpy as np


def attention(Q, K, V, mask):
    scores = Q @ K.T / np.sqrt(Q.shape[-1])
    scores = np.where(mask, scores, -1e9)
    A = np.exp(scores - np.max(scores)) / np.sum(np.exp(scores - np.max(scores)))
    return A @ V, A


def attention_backward(dout, cache):
    Q, K, V, A = cache
    dA = dout @ V.T
    dscores = A * (dA - np.sum(dA * A, axis=-1, keepdims=True))
    return dscores @ K, dscores.T @ Q, A.T @ dout
