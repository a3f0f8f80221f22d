import numpy as np


def _errors(p, y):
    p, y = p.astype(np.float32), y.astype(np.float32)
    if p.shape != y.shape:
        raise ValueError("the shapes differ")
    return p - y


def mae_loss(p, y):
    d = _errors(p, y)
    return np.average(np.abs(d)), np.where(d > 0, np.float32(1), np.float32(-1)) / np.float32(d.size)


def mse_loss(p, y):
    d = _errors(p, y)
    flat = d.ravel()
    return np.dot(flat, flat) / np.float32(flat.size), d * np.float32(2 / d.size)


DERIVATION = {
    "dMSE_dp": """
        sum(i, d((p[i] - y[i])**2, p[j])/n)
        sum(i, 2/n*(p[i] - y[i])*[i==j])
        2/n*(p[j] - y[j])
    """,
}
