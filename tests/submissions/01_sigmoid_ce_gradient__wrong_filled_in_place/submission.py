import numpy as np


def dL_dphi(phi, y):
    return -y / phi + (1 - y) / (1 - phi)


def dphi_dz(phi):
    return phi * (1 - phi)


def dL_dz(phi, y):
    dz = np.zeros_like(y)
    dz[...] = phi - y
    return dz


def dL_dw(phi, y, x):
    dw = np.zeros_like(x)
    dw += (phi - y) * x
    return dw


def dL_db(phi, y):
    return phi - y
