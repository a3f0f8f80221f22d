"""A rate that falls by subtraction, a parabola for the cosine, and the mean of squares for their sum."""

import numpy as np


def step_decay(t, lr, factor, every):
    return lr - (1 - factor) * lr * (t // every)


def warmup_cosine(t, lr, warmup, total, lr_min=0.0):
    if t < warmup:
        return lr * ((t + 1) / warmup) ** 2
    p = min(1.0, (t - warmup) / (total - warmup))
    return lr_min + (lr - lr_min) * (1 - p**2)


def clip_gradients(grads, max_norm):
    everything = np.concatenate([g.ravel() for g in grads.values()])
    norm = np.sqrt(np.mean(everything**2))
    return {key: g * min(1.0, max_norm / (norm + 1e-6)) for key, g in grads.items()}, norm
