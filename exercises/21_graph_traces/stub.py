"""21. Two graphs by hand.

Fill in a number for every None, then run: nncli grade ex21_graph_traces.py
"""

import numpy as np

# J = 3*(a*b + c) with u = a*b, z = u + c, J = 3*z, at a = 5, b = 4, c = 2
J_GRAPH = {
    # Forward values
    "u": None,
    "z": None,
    "J": None,
    # Gradients, from J back to the inputs
    "dJ_dz": None,
    "dJ_du": None,
    "dJ_dc": None,
    "dJ_da": None,
    "dJ_db": None,
    # One step of gradient descent, learning rate 0.1, all gradients at the old point
    "a_new": None,
    "b_new": None,
    "c_new": None,
    "J_new": None,
}

# f = (x + y)*max(y, z) with a = x + y, b = max(y, z), f = a*b, at x = 2, y = 1, z = 0
F_GRAPH_1 = {
    # Forward values
    "a": None,
    "b": None,
    "f": None,
    # Local gradients
    "df_da": None,
    "df_db": None,
    "da_dx": None,
    "da_dy": None,
    "db_dy": None,
    "db_dz": None,
    # Gradients of f with respect to the inputs
    "df_dx": None,
    "df_dy": None,
    "df_dz": None,
}

# The same graph at x = 4, y = -1, z = 2.5
F_GRAPH_2 = {
    # Forward values
    "a": None,
    "b": None,
    "f": None,
    # Local gradients
    "df_da": None,
    "df_db": None,
    "da_dx": None,
    "da_dy": None,
    "db_dy": None,
    "db_dz": None,
    # Gradients of f with respect to the inputs
    "df_dx": None,
    "df_dy": None,
    "df_dz": None,
}
