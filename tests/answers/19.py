#> all values of both tables with three decimals | too_few_digits
TABLE_1 = {key: round(float(value), 3) for key, value in table(3.0, 1.0, 3.0).items()}
TABLE_2 = {key: round(float(value), 3) for key, value in table(2.0, 1.0, 0.5).items()}


#> the last two values of a table with the other sign | other_sign
TABLE_1 = {**table(3.0, 1.0, 3.0), "dxi_dW.L": -table(3.0, 1.0, 3.0)["dxi_dW.L"]}


#> the second table begins with the W of the first | weight_of_other_table
TABLE_2 = {**TABLE_2, "value.xi1": -6.0}


#> local.xi5 by the logarithm itself | log_derivative_of_result
TABLE_1 = {**TABLE_1, "local.xi5": 1/TABLE_1["value.xi5"]}
TABLE_2 = {**TABLE_2, "local.xi5": 1/TABLE_2["value.xi5"]}


#> the last factor of the chain missing | last_factor_missing
TABLE_1 = {**TABLE_1, "dL_dxi.W": TABLE_1["dL_dxi.xi1"]}
TABLE_2 = {**TABLE_2, "dL_dxi.W": TABLE_2["dL_dxi.xi1"]}
