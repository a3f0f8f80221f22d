"""The cache without the scores, and the gradients as a tuple."""

import numpy as np


def two_layer_forward(X, Y, p):
    ZH = X @ p["WH"].T + p["bH"]
    UH = 1 / (1 + np.exp(-ZH))
    ZO = UH @ p["WO"].T + p["bO"]
    shifted = ZO - ZO.max(axis=1, keepdims=True)
    P = np.exp(shifted) / np.exp(shifted).sum(axis=1, keepdims=True)
    return -np.sum(Y * np.log(P + 1e-300)), {"X": X, "Y": Y, "ZH": ZH, "UH": UH, "P": P}


def two_layer_backward(p, cache):
    Z = cache["ZO"] - cache["ZO"].max(axis=1, keepdims=True)
    dZO = np.exp(Z) / np.exp(Z).sum(axis=1, keepdims=True) - cache["Y"]
    dZH = (dZO @ p["WO"]) * cache["UH"] * (1 - cache["UH"])
    return dZH.T @ cache["X"], dZH.sum(axis=0), dZO.T @ cache["UH"], dZO.sum(axis=0)
