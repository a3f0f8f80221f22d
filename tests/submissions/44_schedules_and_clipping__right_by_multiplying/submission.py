"""A loop over the drops, the cosine by the half-angle formula, one long vector of all gradients."""

import math

import numpy as np


def step_decay(t, lr, factor, every):
    while t >= every:
        lr, t = lr * factor, t - every
    return lr


def warmup_cosine(t, lr, warmup, total, lr_min=0.0):
    if t + 1 <= warmup:
        return (t + 1) * (lr / warmup)
    left = max(0.0, (total - t) / (total - warmup))
    return lr_min + (lr - lr_min) * math.sin(math.pi / 2 * left) ** 2


def clip_gradients(grads, max_norm):
    everything = np.concatenate([g.ravel() for g in grads.values()])
    norm = np.linalg.norm(everything)
    scale = min(1.0, max_norm / max(norm, 1e-300))
    return {key: np.array(g) * scale for key, g in grads.items()}, norm
