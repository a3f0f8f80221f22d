"""Slips seen in public code: the exponent doubled twice, scores divided by the model's width, the divisor D - 1."""

import math

import numpy as np


def positional(T, D):
    pe = np.zeros((T, D))
    for pos in range(T):
        for i in range(0, D, 2):
            pe[pos, i] = math.sin(pos / 10000 ** (2 * i / D))
            pe[pos, i + 1] = math.cos(pos / 10000 ** (2 * (i + 1) / D))
    return pe


def split_heads(x, h):
    T, D = x.shape
    return x.reshape(T, h, D // h).transpose(1, 0, 2)


def multi_head(x, p, h):
    T, C = x.shape
    q, k, v = (split_heads(x @ p[name], h) for name in ("Wq", "Wk", "Wv"))
    att = q @ k.transpose(0, 2, 1) * C**-0.5
    att = np.where(np.tril(np.ones((T, T))) == 0, -np.inf, att)
    att = np.exp(att - att.max(axis=-1, keepdims=True))
    att = att / att.sum(axis=-1, keepdims=True)
    return (att @ v).transpose(1, 0, 2).reshape(T, C) @ p["Wo"]


def right_multi_head(x, p, h):
    T, C = x.shape
    q, k, v = (split_heads(x @ p[name], h) for name in ("Wq", "Wk", "Wv"))
    att = np.where(np.tril(np.ones((T, T))) == 0, -np.inf, q @ k.transpose(0, 2, 1) / np.sqrt(C // h))
    att = np.exp(att - att.max(axis=-1, keepdims=True))
    return (att / att.sum(axis=-1, keepdims=True) @ v).transpose(1, 0, 2).reshape(T, C) @ p["Wo"]


def norm(x, g):
    return g * (x - x.mean(-1, keepdims=True)) / np.sqrt(x.var(-1, ddof=1, keepdims=True) + 1e-5)


def block(x, p, h):
    x = x + right_multi_head(norm(x, p["g1"]), p, h)
    return x + np.maximum(norm(x, p["g2"]) @ p["W1"] + p["b1"], 0) @ p["W2"] + p["b2"]
