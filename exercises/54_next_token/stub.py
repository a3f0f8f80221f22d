"""54. The next word.

Fill in the four functions, then run: nncli grade ex54_next_token.py
"""

import numpy as np


def shift(ids):
    """Return (inputs, targets), two int arrays (N, T - 1).

    ids: int array (N, T), T >= 2; not changed.
    """
    raise NotImplementedError


def token_loss(z, y, pad):
    """Return (loss, dz) over the places whose target is not the filler.

    z: float array (N, T, V), any finite scores; y: int array (N, T), each from 0 to V - 1.
    pad: int, the filler; at least one target is another word. z and y are not changed.
    Returns loss, a float, and dz = dloss/dz, a float array (N, T, V).
    """
    raise NotImplementedError


def perplexity(loss):
    """Return the perplexity of a loss, a float; loss: float, a mean of -log p."""
    raise NotImplementedError


def next_probabilities(z, temperature, top_k):
    """Return the probabilities from which the next word is drawn, float array (V,).

    z: float array (V,), no two scores equal; not changed.
    temperature: float > 0; top_k: int from 1 to V.
    """
    raise NotImplementedError
