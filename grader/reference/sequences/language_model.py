"""The next word: inputs and targets, the loss over the words that count, perplexity, and what is drawn from.

Words are ids from 0 to V - 1; pad is the id of the filler, whose places do not count.

Sources: "Ravi, Building Simple Neural Networks": SoftMax N-category Classification, Cross Entropy.
"""

from __future__ import annotations

import math

import numpy as np

from grader.arrays import ArrayLike, NDArray
from grader.reference.activations import log_softmax, softmax
from grader.reference.floats import FloatArray, as_float


def shift(ids: ArrayLike) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """ids (N, T) -> (inputs, targets), each (N, T - 1): the target of a place is the id at the next place."""
    ids = np.asarray(ids)
    return ids[:, :-1].copy(), ids[:, 1:].copy()


def token_loss(z: ArrayLike, y: ArrayLike, pad: int) -> tuple[float, FloatArray]:
    """z (N, T, V) scores, y (N, T) targets -> (loss, dz): the mean of -log softmax(z)[target] where y is not pad.

    The mean is over the words of all sentences together; dz is 0 where the target is pad.
    """
    logp, targets = log_softmax(z), np.asarray(y)[..., None]
    keep = targets != pad
    count = keep.sum()
    label = targets == np.arange(logp.shape[-1])
    return float(-(logp * label * keep).sum() / count), (np.exp(logp) - label) * keep / count


def perplexity(loss: float) -> float:
    """e^loss: among how many equally likely words a model with this loss seems to choose."""
    return math.exp(loss)


def next_probabilities(z: ArrayLike, temperature: float, top_k: int) -> FloatArray:
    """z (V,) without ties -> (V,): the softmax of z/temperature over the top_k highest scores, 0 elsewhere."""
    z = as_float(z)
    lowest_kept = np.sort(z)[-top_k]
    return softmax(np.where(z >= lowest_kept, z / temperature, -np.inf))
