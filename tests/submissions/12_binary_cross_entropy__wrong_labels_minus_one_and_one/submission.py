import numpy as np


def bce_loss(u, y):
    return -np.mean(np.log(np.where(y > 0.5, u, 1 - u) + 1e-12))


def bce_with_logits(z, y):
    t = 2 * y - 1
    loss = np.mean(np.logaddexp(0, -t * z))
    dz = np.tanh(z / 2) - t
    return loss, dz / len(z)
