"""1. Gradient of one sigmoid node with cross-entropy.

Fill in the five functions and the derivations, then run: nncli grade ex01_sigmoid_ce_gradient.py
"""

import numpy as np


def dL_dphi(phi, y):
    """Return dL/dphi, the slope of the loss in the node's output.

    phi: float or float64 array (N,), strictly between 0 and 1.
    y: label in [0, 1], float or int; an array has the shape of phi.
    Returns a float or a float64 array (N,), one slope per example.
    """
    raise NotImplementedError


def dphi_dz(phi):
    """Return dphi/dz, the slope of the sigmoid, written with its output phi.

    phi: float or float64 array (N,), strictly between 0 and 1.
    Returns a float or a float64 array (N,).
    """
    raise NotImplementedError


def dL_dz(phi, y):
    """Return dL/dz, the slope of the loss in the score z.

    phi: float or float64 array (N,), strictly between 0 and 1.
    y: label in [0, 1], float or int; an array has the shape of phi.
    Returns a float or a float64 array (N,), one slope per example.
    """
    raise NotImplementedError


def dL_dw(phi, y, x):
    """Return dL/dw, the slope of the loss in the weight.

    phi: float or float64 array (N,), strictly between 0 and 1.
    y: label in [0, 1], float or int; an array has the shape of phi.
    x: the node's input, float or int; an array has the shape of phi.
    Returns a float or a float64 array (N,), one slope per example.
    """
    raise NotImplementedError


def dL_db(phi, y):
    """Return dL/db, the slope of the loss in the bias.

    phi: float or float64 array (N,), strictly between 0 and 1.
    y: label in [0, 1], float or int; an array has the shape of phi.
    Returns a float or a float64 array (N,), one slope per example.
    """
    raise NotImplementedError


DERIVATION = {  # one expression on each line, equal to the one before
    "dL_dphi": """
        # d(L, φ), with L = -(y·log(φ) + (1 - y)·log(1 - φ))
    """,
    "dphi_dz": """
        # d((1 + exp(-z))**-1, z), with φ = (1 + exp(-z))**-1
    """,
    "dL_dw": """
        # d(L, w), with z = w·x + b and φ = σ(z)
    """,
}
