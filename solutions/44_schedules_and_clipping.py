"""Exercise 44, solved: the right step at the right time.

The corners of warmup_cosine: lr/warmup at t = 0, lr at t = warmup - 1 and again at
t = warmup, where the descent begins with p = 0, and lr_min from t = total on.
"""

import numpy as np


def step_decay(t, lr, factor, every):
    """Return the learning rate of step t, a float.

    t: int >= 0, counted from 0; lr, factor: floats; every: int >= 1
    """
    return lr * factor ** (t // every)  # t // every counts the drops so far


def warmup_cosine(t, lr, warmup, total, lr_min=0.0):
    """Return the learning rate of step t, a float.

    t: int >= 0, counted from 0; lr, lr_min: floats
    warmup, total: ints, 0 <= warmup < total
    """
    if t < warmup:  # never true for warmup = 0, so nothing is divided by 0
        return lr * (t + 1) / warmup
    if t >= total:  # the cosine would climb again
        return lr_min
    p = (t - warmup) / (total - warmup)  # from 0 to 1 on the way down
    return lr_min + (lr - lr_min) * 0.5 * (1 + np.cos(np.pi * p))


def clip_gradients(grads, max_norm):
    """Shorten gradients to a norm of at most max_norm, all by one factor.

    grads: dict of float arrays of any shapes; not changed
    max_norm: float > 0

    Returns (clipped, norm): a dict with the keys and shapes of grads, and the norm
    of all entries before clipping, a float.
    """
    norm = np.sqrt(sum(np.sum(g**2) for g in grads.values()))
    # One factor for all arrays: the step becomes shorter and keeps its direction.
    factor = max_norm / norm if norm > max_norm else 1.0
    return {key: factor * g for key, g in grads.items()}, norm
