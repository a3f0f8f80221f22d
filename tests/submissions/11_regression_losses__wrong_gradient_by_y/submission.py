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


DERIVATION = {
    "dMSE_dp": """
        = Σ(k, d((p[k] - y[k])², p[j]))/n
        = Σ(k, 2·(p[k] - y[k])·d(p[k] - y[k], p[j]))/n
        = Σ(k, 2·(p[k] - y[k]))/n
    """,
}
