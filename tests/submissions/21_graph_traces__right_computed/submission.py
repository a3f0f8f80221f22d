"""Both graphs computed with variables, in NumPy's single precision where it is exact enough."""

import numpy as np

a, b, c, rate = 5, 4, 2, 0.1
u = a * b
z = u + c
J_GRAPH = {"u": u, "z": z, "J": 3 * z, "dJ_dz": 3, "dJ_du": 3, "dJ_dc": 3, "dJ_da": 3 * b, "dJ_db": 3 * a}
for name, value in {"a": a, "b": b}.items():
    J_GRAPH[name + "_new"] = value - rate * J_GRAPH["dJ_d" + name]
J_GRAPH["c_new"] = np.float64(c) - rate * J_GRAPH["dJ_dc"]
J_GRAPH["J_new"] = np.array(3 * (J_GRAPH["a_new"] * J_GRAPH["b_new"] + J_GRAPH["c_new"]))


def trace(x, y, z):
    a, b = np.float32(x + y), np.float32(max(y, z))
    to_y = float(y > z)
    return {
        "a": a,
        "b": b,
        "f": a * b,
        "df_da": b,
        "df_db": a,
        "da_dx": 1,
        "da_dy": 1,
        "db_dy": to_y,
        "db_dz": 1 - to_y,
        "df_dx": b,
        "df_dy": b + a * to_y,
        "df_dz": a * (1 - to_y),
    }


F_GRAPH_1 = trace(2, 1, 0)
F_GRAPH_2 = trace(4, -1, 2.5)
