"""The softmax twice; queries and keys change places on the way back."""

import numpy as np


def softmax(z):
    e = np.exp(z - z.max(axis=1, keepdims=True))
    return e / e.sum(axis=1, keepdims=True)


def attention(Q, K, V, mask):
    scores = np.where(mask, Q @ K.T / np.sqrt(Q.shape[1]), -np.inf)
    A = softmax(softmax(scores))
    return A @ V, A


def attention_backward(dout, cache):
    Q, K, V, A = cache
    dA = dout @ V.T
    dscores = A * (dA - np.sum(dA * A, axis=1, keepdims=True)) / np.sqrt(Q.shape[1])
    return dscores.T @ Q, dscores @ K, A.T @ dout
