"""The table, both ways.

Fill in both tables, then run: nncli grade ex19_forward_backward_table.py
The chain: xi1 = -W*X, xi2 = e^xi1, xi3 = 1 + xi2, xi4 = 1/xi3, xi5 = log xi4,
L = -y*xi5. Every value is a float; expressions such as -1/3 or np.exp(-2) may be used.
"""

import numpy as np

# X = 3, y = 1, W = 3
TABLE_1 = {
    # value of the variable
    "value.xi1": None, "value.xi2": None, "value.xi3": None,
    "value.xi4": None, "value.xi5": None, "value.L": None,
    # local derivative: xi1 with respect to W, each other row to the row before it
    "local.xi1": None, "local.xi2": None, "local.xi3": None,
    "local.xi4": None, "local.xi5": None, "local.L": None,
    # forward mode: derivative of the row with respect to W
    "dxi_dW.xi1": None, "dxi_dW.xi2": None, "dxi_dW.xi3": None,
    "dxi_dW.xi4": None, "dxi_dW.xi5": None, "dxi_dW.L": None,
    # backward mode: derivative of L with respect to the row
    "dL_dxi.L": None, "dL_dxi.xi5": None, "dL_dxi.xi4": None,
    "dL_dxi.xi3": None, "dL_dxi.xi2": None, "dL_dxi.xi1": None,
    "dL_dxi.W": None,
}

# X = 2, y = 1, W = 0.5
TABLE_2 = {
    # value of the variable
    "value.xi1": None, "value.xi2": None, "value.xi3": None,
    "value.xi4": None, "value.xi5": None, "value.L": None,
    # local derivative: xi1 with respect to W, each other row to the row before it
    "local.xi1": None, "local.xi2": None, "local.xi3": None,
    "local.xi4": None, "local.xi5": None, "local.L": None,
    # forward mode: derivative of the row with respect to W
    "dxi_dW.xi1": None, "dxi_dW.xi2": None, "dxi_dW.xi3": None,
    "dxi_dW.xi4": None, "dxi_dW.xi5": None, "dxi_dW.L": None,
    # backward mode: derivative of L with respect to the row
    "dL_dxi.L": None, "dL_dxi.xi5": None, "dL_dxi.xi4": None,
    "dL_dxi.xi3": None, "dL_dxi.xi2": None, "dL_dxi.xi1": None,
    "dL_dxi.W": None,
}
