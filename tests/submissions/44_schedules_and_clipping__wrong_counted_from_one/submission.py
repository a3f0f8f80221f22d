"""Everything one step too late, and the gradients are clipped in place."""

import numpy as np


def step_decay(t, lr, factor, every):
    return lr * factor ** ((t - 1) // every)


def warmup_cosine(t, lr, warmup, total, lr_min=0.0):
    if t < warmup:
        return lr * (t + 1) / warmup
    p = min(1.0, (t + 1 - warmup) / (total - warmup))
    return lr_min + 0.5 * (lr - lr_min) * (1 + np.cos(np.pi * p))


def clip_gradients(grads, max_norm):
    norm = np.sqrt(sum((g**2).sum() for g in grads.values()))
    if norm > max_norm:
        for g in grads.values():
            g *= max_norm / norm
    return grads, norm
