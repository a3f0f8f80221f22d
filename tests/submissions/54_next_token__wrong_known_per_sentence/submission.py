"""Divided by the sentences as in another course, 0 taken for the filler, and a temperature on log-probabilities."""

import numpy as np


def shift(ids):
    return ids, np.roll(ids, -1, axis=1)


def token_loss(z, y, pad):
    N, T, V = z.shape
    x_flat, y_flat, mask_flat = z.reshape(N * T, V), y.reshape(N * T), (y != pad).reshape(N * T)
    probs = np.exp(x_flat - np.max(x_flat, axis=1, keepdims=True))
    probs /= np.sum(probs, axis=1, keepdims=True)
    loss = -np.sum(mask_flat * np.log(probs[np.arange(N * T), y_flat])) / N
    dx_flat = probs.copy()
    dx_flat[np.arange(N * T), y_flat] -= 1
    dx_flat /= N
    dx_flat *= mask_flat[:, None]
    return loss, dx_flat.reshape(N, T, V)


def perplexity(loss):
    return 2**loss


def next_probabilities(z, temperature, top_k):
    logprobs = z - z.max() - np.log(np.exp(z - z.max()).sum())
    logprobs = logprobs / temperature
    cut = np.full(len(z), -np.inf)
    best = np.argsort(logprobs)[-top_k:]
    cut[best] = logprobs[best]
    return np.exp(cut)
