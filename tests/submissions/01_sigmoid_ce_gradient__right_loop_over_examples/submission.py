"""Every slope is a product of the links before it, one example at a time."""

import numpy as np


def one_by_one(slope, *values):
    if np.ndim(values[0]) == 0:
        return slope(*values)
    return np.array([slope(*example) for example in zip(*values)])


def dL_dphi(phi, y):
    return one_by_one(lambda p, t: (p * (1 - t) - t * (1 - p)) / (p - p * p), phi, y)


def dphi_dz(phi):
    return one_by_one(lambda p: p - p * p, phi)


def dL_dz(phi, y):
    return dL_dphi(phi, y) * dphi_dz(phi)


def dL_dw(phi, y, x):
    return one_by_one(lambda p, t, u: u * dL_dz(p, t), phi, y, x)


def dL_db(phi, y):
    return 1.0 * dL_dz(phi, y)


DERIVATION = {
    "dL_dphi": """
        d(L, phi) = -d(y*log(phi), phi) - d((1 - y)*log(1 - phi), phi)
        = -y/phi - (1 - y)/(1 - phi)*d(1 - phi, phi)
        = (1 - y)/(1 - phi) - y/phi
        = (phi - y)/(phi*(1 - phi))
    """,
    "dphi_dz": """
        -d(1 + exp(-z), z)/(1 + exp(-z))**2
        exp(-z)*phi**2
        phi*(1 - phi)
    """,
    "dL_dw": """
        d(L, z)*d(z, w)
        d(L, phi)*d(phi, z)*x
        (phi - y)*x
    """,
}
