"""The next sentence for the next word, a squared error, and the best words until their shares reach one half."""

import math

import numpy as np


def shift(ids):
    return ids[:-1], ids[1:]


def token_loss(z, y, pad):
    e = np.exp(z - z.max(axis=2, keepdims=True))
    P = e / e.sum(axis=2, keepdims=True)
    keep = (y != pad)[..., None]
    gap = (P - np.eye(z.shape[2])[y]) * keep
    return float((gap**2).sum() / keep.sum()), 2 * gap / keep.sum()


def perplexity(loss):
    return math.exp(loss) - 1


def next_probabilities(z, temperature, top_k):
    e = np.exp((z - z.max()) / temperature)
    p = e / e.sum()
    order = np.argsort(-p)
    p[order[np.cumsum(p[order]) > 0.5]] = 0
    return p / p.sum()
