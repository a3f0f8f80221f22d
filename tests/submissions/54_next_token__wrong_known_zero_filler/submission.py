"""0 is always the filler; the words strictly above the last one kept are kept."""

import numpy as np


def shift(ids):
    return ids[:, 1:], ids[:, :-1]


def token_loss(z, y, pad):
    log_p = z - np.logaddexp.reduce(z, axis=2, keepdims=True)
    mask = y > 0
    n_tokens = np.sum(mask)
    one_hot = np.eye(z.shape[2])[y]
    loss = -np.sum(one_hot * log_p * mask[..., None]) / n_tokens
    return loss, (np.exp(log_p) - one_hot) * mask[..., None] / n_tokens


def perplexity(loss):
    return np.exp(loss)


def next_probabilities(z, temperature, top_k):
    scores = np.where(z > np.sort(z)[-top_k], z / temperature, -np.inf)
    e = np.exp(scores - np.max(scores))
    return e / np.sum(e)
