import numpy as np


def mae_loss(p, y):
    if p.shape != y.shape:
        raise ValueError(f"shapes {p.shape} and {y.shape}")
    d = y - p
    return np.median(np.abs(d)), np.sign(d) / d.size


def mse_loss(p, y):
    if p.shape != y.shape:
        raise ValueError(f"shapes {p.shape} and {y.shape}")
    d = y - p
    return np.mean(d) ** 2, 2 * d / d.size
