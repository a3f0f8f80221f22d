"""The backward pass starts with 1 at z, one node too late; the second graph is not answered."""

J_GRAPH = {
    "u": 20,
    "z": 22,
    "J": 66,
    "dJ_dz": 1,
    "dJ_du": 1,
    "dJ_dc": 1,
    "dJ_da": 4,
    "dJ_db": 5,
    "a_new": 5 - 0.1 * 4,
    "b_new": 4 - 0.1 * 5,
    "c_new": 2 - 0.1 * 1,
    "J_new": 3 * (4.6 * 3.5 + 1.9),
}
F_GRAPH_1 = {
    key: None
    for key in ("a", "b", "f", "df_da", "df_db", "da_dx", "da_dy", "db_dy", "db_dz", "df_dx", "df_dy", "df_dz")
}
F_GRAPH_2 = dict(F_GRAPH_1)
