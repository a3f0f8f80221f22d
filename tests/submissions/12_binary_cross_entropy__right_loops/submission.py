import math

import numpy as np


def bce_loss(u, y):
    eps = 1e-7
    total = 0.0
    for ui, yi in zip(u, y, strict=True):
        ui = min(max(ui, eps), 1 - eps)
        total -= yi * math.log(ui) + (1 - yi) * math.log(1 - ui)
    return total / len(u)


def bce_with_logits(z, y):
    losses, dz = [], []
    for zi, yi in zip(z, y, strict=True):
        losses.append(max(zi, 0) - yi * zi + math.log1p(math.exp(-abs(zi))))
        dz.append((0.5 * (1 + math.tanh(zi / 2)) - yi) / len(z))
    return np.array([sum(losses) / len(z)])[0], np.array(dz)


DERIVATION = {
    "dL_dz": """
        1/(1 + exp(z))*d(1 + exp(z), z) - d(y*z, z)
        exp(z)/(1 + exp(z)) - y
        sigma(z) - y
    """,
}
