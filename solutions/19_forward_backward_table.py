"""Exercise 19, solved: the table, both ways.

Every entry is computed from entries above it, in the order of the keys, so one
function fills the table at any point.
"""

import numpy as np


def table(X, y, W):
    """Return the 25 entries of the table at the floats X, y and W."""
    t = {}
    # Values: down the rows.
    t["value.xi1"] = -W * X
    t["value.xi2"] = np.exp(t["value.xi1"])
    t["value.xi3"] = 1 + t["value.xi2"]
    t["value.xi4"] = 1 / t["value.xi3"]
    t["value.xi5"] = np.log(t["value.xi4"])
    t["value.L"] = -y * t["value.xi5"]
    # Local derivatives: each looks one row up and no further.
    t["local.xi1"] = -X
    t["local.xi2"] = t["value.xi2"]  # e^x is its own derivative
    t["local.xi3"] = 1.0
    t["local.xi4"] = -1 / t["value.xi3"] ** 2  # 1/x falls: the minus sign
    t["local.xi5"] = 1 / t["value.xi4"]
    t["local.L"] = -y
    # Forward: start at W and multiply on the way down.
    t["dxi_dW.xi1"] = t["local.xi1"]
    t["dxi_dW.xi2"] = t["local.xi2"] * t["dxi_dW.xi1"]
    t["dxi_dW.xi3"] = t["local.xi3"] * t["dxi_dW.xi2"]
    t["dxi_dW.xi4"] = t["local.xi4"] * t["dxi_dW.xi3"]
    t["dxi_dW.xi5"] = t["local.xi5"] * t["dxi_dW.xi4"]
    t["dxi_dW.L"] = t["local.L"] * t["dxi_dW.xi5"]
    # Backward: start at L and multiply on the way up, by the row below.
    t["dL_dxi.L"] = 1.0
    t["dL_dxi.xi5"] = t["local.L"] * t["dL_dxi.L"]
    t["dL_dxi.xi4"] = t["local.xi5"] * t["dL_dxi.xi5"]
    t["dL_dxi.xi3"] = t["local.xi4"] * t["dL_dxi.xi4"]
    t["dL_dxi.xi2"] = t["local.xi3"] * t["dL_dxi.xi3"]
    t["dL_dxi.xi1"] = t["local.xi2"] * t["dL_dxi.xi2"]
    t["dL_dxi.W"] = t["local.xi1"] * t["dL_dxi.xi1"]  # equal to dxi_dW.L
    return t


TABLE_1 = table(X=3.0, y=1.0, W=3.0)
# At W = X a W written for an X goes unnoticed; this point tells them apart.
TABLE_2 = table(X=2.0, y=1.0, W=0.5)
