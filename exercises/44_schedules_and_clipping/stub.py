"""44. The right step at the right time.

Fill in the functions, then run: nncli grade ex44_schedules_and_clipping.py
"""

import numpy as np


def step_decay(t, lr, factor, every):
    """Return the learning rate of step t, a float.

    t: int >= 0, counted from 0; lr, factor: floats; every: int >= 1
    """
    raise NotImplementedError


def warmup_cosine(t, lr, warmup, total, lr_min=0.0):
    """Return the learning rate of step t, a float.

    t: int >= 0, counted from 0; lr, lr_min: floats
    warmup, total: ints, 0 <= warmup < total
    """
    raise NotImplementedError


def clip_gradients(grads, max_norm):
    """Shorten gradients to a norm of at most max_norm, all by one factor.

    grads: dict of float arrays of any shapes; not changed
    max_norm: float > 0

    Returns (clipped, norm): a dict with the keys and shapes of grads, and the norm
    of all entries before clipping, a float.
    """
    raise NotImplementedError
