"""27. Two layers, in matrices: a worked solution.

Examples are rows, weights are stored (out, in). The shapes in the comments settle
which factor is transposed.
"""

import numpy as np


def two_layer_forward(X, Y, p):
    """Forward pass and loss of a network with one hidden layer.

    X: float array (B, d); Y: float array (B, dO), rows of labels that sum to 1.
    p: dict "WH" (dH, d), "bH" (dH,), "WO" (dO, dH), "bO" (dO,); not changed.
    Returns (J, cache). J: float, the cross-entropy summed over the batch. cache: dict
        "X", "Y", "ZH" (B, dH), "UH" (B, dH), "ZO" (B, dO).
    """
    ZH = X @ p["WH"].T + p["bH"]
    UH = np.exp(-np.logaddexp(0, -ZH))  # the sigmoid, safe for scores of any size
    ZO = UH @ p["WO"].T + p["bO"]  # scores: softmax is part of the loss

    # log sum e^z = top + log sum e^(z - top); with the row's maximum as top no exponent
    # is above 0.
    top = ZO.max(axis=1, keepdims=True)
    log_sum = top[:, 0] + np.log(np.exp(ZO - top).sum(axis=1))
    J = float(np.sum(log_sum - (Y * ZO).sum(axis=1)))
    return J, {"X": X, "Y": Y, "ZH": ZH, "UH": UH, "ZO": ZO}


def two_layer_backward(p, cache):
    """Gradients of J with respect to the parameters.

    p: dict "WH" (dH, d), "bH" (dH,), "WO" (dO, dH), "bO" (dO,); not changed.
    cache: dict with at least "X", "Y", "ZH", "UH", "ZO", as `two_layer_forward`
        returns it; not changed.
    Returns a dict "WH", "bH", "WO", "bO", each with the shape of its parameter.
    """
    X, Y, UH, ZO = cache["X"], cache["Y"], cache["UH"], cache["ZO"]
    exp_scores = np.exp(ZO - ZO.max(axis=1, keepdims=True))
    softmax = exp_scores / exp_scores.sum(axis=1, keepdims=True)

    dZO = softmax - Y  # (B, dO)
    dUH = dZO @ p["WO"]  # (B, dO) @ (dO, dH) -> (B, dH)
    dZH = dUH * UH * (1 - UH)  # elementwise: the slope of the sigmoid
    return {
        "WH": dZH.T @ X,  # (dH, B) @ (B, d) -> (dH, d)
        "bH": dZH.sum(axis=0),
        "WO": dZO.T @ UH,  # (dO, B) @ (B, dH) -> (dO, dH)
        "bO": dZO.sum(axis=0),
    }
