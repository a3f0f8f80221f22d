"""Cosines in place of scaled products; the row's plain mean is taken away on the way back."""

import numpy as np


def attention(Q, K, V, mask):
    scores = (Q / np.linalg.norm(Q, axis=1, keepdims=True)) @ (K / np.linalg.norm(K, axis=1, keepdims=True)).T
    e = np.exp(np.where(mask, scores, -np.inf))
    A = e / e.sum(axis=1, keepdims=True)
    return A @ V, A


def attention_backward(dout, cache):
    Q, K, V, A = cache
    dA = dout @ V.T
    dscores = A * (dA - dA.mean(axis=1, keepdims=True)) / np.sqrt(Q.shape[1])
    return dscores @ K, dscores.T @ Q, A.T @ dout
