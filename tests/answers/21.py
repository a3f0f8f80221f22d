#> J_new with the old c | old_value_kept
J_GRAPH = {'u': 5 * 4, 'z': 20 + 2, 'J': 3 * 22, 'dJ_dz': 3, 'dJ_du': 3 * 1, 'dJ_dc': 3 * 1, 'dJ_da': 3 * 4, 'dJ_db': 3 * 5, 'a_new': 5 - 0.1 * 12, 'b_new': 4 - 0.1 * 15, 'c_new': 2 - 0.1 * 3, 'J_new': 3 * (3.8 * 2.5 + 2)}
