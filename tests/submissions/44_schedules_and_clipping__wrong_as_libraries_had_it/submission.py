"""Three faults that libraries had: step 0 as fast as step 1, a cosine that runs during the warm-up, a norm per array."""

import math

import numpy as np


def step_decay(t, lr, factor, every):
    return lr * math.pow(factor, math.floor((1 + t) / every))


def warmup_cosine(t, lr, warmup, total, lr_min=0.0):
    if t < warmup:
        return lr * max(1, t) / warmup
    p = min(1.0, (t - warmup) / (total - warmup))
    return lr_min + 0.5 * (lr - lr_min) * (1 + math.cos(math.pi * p))


def clip_gradients(grads, max_norm):
    total = math.sqrt(sum(float(np.sum(g**2)) for g in grads.values()))
    clipped = {}
    for name, g in grads.items():
        norm = np.linalg.norm(g)
        clipped[name] = g * (max_norm / norm) if norm > max_norm else g
    return clipped, total
