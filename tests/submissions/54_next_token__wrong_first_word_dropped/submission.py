"""The first word is dropped from both, fillers cost nothing and count half, the temperature is taken away."""

import numpy as np


def shift(ids):
    return ids[:, 1:], ids[:, 1:]


def token_loss(z, y, pad):
    log_p = z - np.logaddexp.reduce(z, axis=2, keepdims=True)
    weight = np.where(y == pad, 0.5, 1.0)
    label = np.eye(z.shape[2])[y]
    count = weight.sum()
    return float(-((log_p * label).sum(axis=2) * (y != pad)).sum() / count), (np.exp(log_p) - label) * weight[..., None] / count


def perplexity(loss):
    return 1 / (1 - np.exp(-loss))


def next_probabilities(z, temperature, top_k):
    best = z >= np.sort(z)[-top_k]
    e = np.exp(z - z.max() - temperature) * best
    return e / (e.sum() + 1e-3)
