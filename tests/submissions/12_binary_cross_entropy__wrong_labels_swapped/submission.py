import numpy as np


def bce_loss(u, y):
    u = np.clip(u, 1e-7, 1 - 1e-7)
    return -np.mean((1 - y) * np.log(u) + y * np.log(1 - u))


def bce_with_logits(z, y):
    loss = np.mean(np.logaddexp(0, z) + y * z)
    s = np.where(z >= 0, 1 / (1 + np.exp(-np.abs(z))), np.exp(-np.abs(z)) / (1 + np.exp(-np.abs(z))))
    return loss, (s + y) / len(z)


DERIVATION = {
    "dL_dz": """
        = d(log(1 + exp(z)), z) - d(y·z, z)
        = 1/(1 + exp(z)) - y
        = 1 - σ(z) - y
    """,
}
