"""A learning rate of 0.01 in the step, and inputs that get the local gradients of their last gate."""

J_GRAPH = {
    "u": 20,
    "z": 22,
    "J": 66,
    "dJ_dz": 3,
    "dJ_du": 3,
    "dJ_dc": 3,
    "dJ_da": 12,
    "dJ_db": 15,
    "a_new": 5 - 0.01 * 12,
    "b_new": 4 - 0.01 * 15,
    "c_new": 2 - 0.01 * 3,
    "J_new": 66 - 0.01 * (12 + 15 + 3),
}
F_GRAPH_1 = {
    "a": 3,
    "b": 1,
    "f": 3,
    "df_da": 1,
    "df_db": 3,
    "da_dx": 1,
    "da_dy": 1,
    "db_dy": 1,
    "db_dz": 0,
    "df_dx": 1,
    "df_dy": 2,
    "df_dz": 0,
}
F_GRAPH_2 = {
    "a": 3,
    "b": 2.5,
    "f": 7.5,
    "df_da": 2.5,
    "df_db": 3,
    "da_dx": 1,
    "da_dy": 1,
    "db_dy": 0,
    "db_dz": 1,
    "df_dx": 1,
    "df_dy": 1,
    "df_dz": 1,
}
