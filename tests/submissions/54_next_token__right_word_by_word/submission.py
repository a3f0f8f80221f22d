"""Word by word, with the logarithm of the sum of exponentials; the best scores by sorting their places."""

import math

import numpy as np


def shift(ids):
    return [np.delete(ids, -1, axis=1), np.delete(ids, 0, axis=1)]


def token_loss(z, y, pad):
    loss, dz, words = 0.0, np.zeros(z.shape), [place for place, word in np.ndenumerate(y) if word != pad]
    for place in words:
        log_sum = np.logaddexp.reduce(z[place])
        loss += (log_sum - z[place][y[place]]) / len(words)
        dz[place] = np.exp(z[place] - log_sum) / len(words)
        dz[place][y[place]] -= 1 / len(words)
    return loss, dz


def perplexity(loss):
    return math.e**loss


def next_probabilities(z, temperature, top_k):
    best = np.argsort(z)[::-1][:top_k]
    p = np.zeros(len(z))
    p[best] = [1 / np.exp((z[best] - score) / temperature).sum() for score in z[best]]
    return p
