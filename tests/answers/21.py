#> J_new with the old c | old_value_kept
J_GRAPH = {'u': 5 * 4, 'z': 20 + 2, 'J': 3 * 22, 'dJ_dz': 3, 'dJ_du': 3 * 1, 'dJ_dc': 3 * 1, 'dJ_da': 3 * 4, 'dJ_db': 3 * 5, 'a_new': 5 - 0.1 * 12, 'b_new': 4 - 0.1 * 15, 'c_new': 2 - 0.1 * 3, 'J_new': 3 * (3.8 * 2.5 + 2)}


#> f as a sum | sum_for_product
F_GRAPH_1 = {'a': 2 + 1, 'b': max(1, 0), 'f': 3 + 1, 'df_da': 1, 'df_db': 3, 'da_dx': 1, 'da_dy': 1, 'db_dy': 1, 'db_dz': 0, 'df_dx': 1 * 1, 'df_dy': 1 * 1 + 3 * 1, 'df_dz': 3 * 0}


#> a whole number for J_new | too_few_digits
J_GRAPH = {'u': 5 * 4, 'z': 20 + 2, 'J': 3 * 22, 'dJ_dz': 3, 'dJ_du': 3 * 1, 'dJ_dc': 3 * 1, 'dJ_da': 3 * 4, 'dJ_db': 3 * 5, 'a_new': 5 - 0.1 * 12, 'b_new': 4 - 0.1 * 15, 'c_new': 2 - 0.1 * 3, 'J_new': 34}
