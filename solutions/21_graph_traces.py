"""21. Two graphs by hand: a worked solution.

Every entry is written as the step that produces it. Forward values come first;
the gradients then run from the end of the graph back to its inputs.
"""

# J = 3*(a*b + c) with u = a*b, z = u + c, J = 3*z, at a = 5, b = 4, c = 2
J_GRAPH = {
    # Forward values
    "u": 5 * 4,
    "z": 20 + 2,
    "J": 3 * 22,  # the 3 multiplies the whole bracket
    # Gradients, from J back to the inputs
    "dJ_dz": 3,
    "dJ_du": 3 * 1,  # z = u + c: a sum hands on what arrives
    "dJ_dc": 3 * 1,
    "dJ_da": 3 * 4,  # u = a*b: a receives dJ/du times b ...
    "dJ_db": 3 * 5,  # ... and b receives dJ/du times a
    # One step of gradient descent, learning rate 0.1, all gradients at the old point
    "a_new": 5 - 0.1 * 12,
    "b_new": 4 - 0.1 * 15,
    "c_new": 2 - 0.1 * 3,
    "J_new": 3 * (3.8 * 2.5 + 1.7),
}

# f = (x + y)*max(y, z) with a = x + y, b = max(y, z), f = a*b, at x = 2, y = 1, z = 0
F_GRAPH_1 = {
    # Forward values
    "a": 2 + 1,
    "b": max(1, 0),
    "f": 3 * 1,
    # Local gradients
    "df_da": 1,  # f = a*b: moving a changes f by b = 1
    "df_db": 3,  # ... and moving b changes f by a = 3
    "da_dx": 1,
    "da_dy": 1,
    "db_dy": 1,  # y = 1 is larger than z = 0, so b moves with y
    "db_dz": 0,
    # Gradients of f with respect to the inputs
    "df_dx": 1 * 1,
    "df_dy": 1 * 1 + 3 * 1,  # y is used twice: through a and through b
    "df_dz": 3 * 0,
}

# The same graph at x = 4, y = -1, z = 2.5
F_GRAPH_2 = {
    # Forward values
    "a": 4 + (-1),
    "b": max(-1, 2.5),
    "f": 3 * 2.5,
    # Local gradients
    "df_da": 2.5,
    "df_db": 3,
    "da_dx": 1,
    "da_dy": 1,
    "db_dy": 0,  # now z is the larger one, and b moves with z
    "db_dz": 1,
    # Gradients of f with respect to the inputs
    "df_dx": 2.5 * 1,
    "df_dy": 2.5 * 1 + 3 * 0,
    "df_dz": 3 * 1,
}
