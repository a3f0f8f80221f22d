"""54. The next word: a worked solution.

The loss is that of exercise 14 at every place, with one question more: does the place
count?
"""

import numpy as np


def shift(ids):
    """Return (inputs, targets), two int arrays (N, T - 1).

    ids: int array (N, T), T >= 2; not changed.
    """
    return ids[:, :-1], ids[:, 1:]


def token_loss(z, y, pad):
    """Return (loss, dz) over the places whose target is not the filler.

    z: float array (N, T, V), any finite scores; y: int array (N, T), each from 0 to V - 1.
    pad: int, the filler; at least one target is another word. z and y are not changed.
    Returns loss, a float, and dz = dloss/dz, a float array (N, T, V).
    """
    # log softmax from the scores: the largest score of each place is taken away first.
    shifted = z - z.max(axis=2, keepdims=True)
    log_p = shifted - np.log(np.exp(shifted).sum(axis=2, keepdims=True))
    keep = y != pad
    count = keep.sum()  # words, not sentences: a long sentence has more to say
    label = np.eye(z.shape[2])[y]  # one-hot, (N, T, V)
    loss = -((log_p * label).sum(axis=2) * keep).sum() / count
    # Probabilities minus labels, as in exercise 14; 0 where the place does not count.
    dz = (np.exp(log_p) - label) * keep[:, :, None] / count
    return float(loss), dz


def perplexity(loss):
    """Return the perplexity of a loss, a float; loss: float, a mean of -log p."""
    return float(np.exp(loss))


def next_probabilities(z, temperature, top_k):
    """Return the probabilities from which the next word is drawn, float array (V,).

    z: float array (V,), no two scores equal; not changed.
    temperature: float > 0; top_k: int from 1 to V.
    """
    lowest_kept = np.sort(z)[-top_k]
    # e^-inf is 0: a word that is cut has no share, and the rest adds up to 1.
    scores = np.where(z >= lowest_kept, z / temperature, -np.inf)
    e = np.exp(scores - scores.max())
    return e / e.sum()
