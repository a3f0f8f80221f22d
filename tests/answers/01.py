#> a bracket that closes too late | bracket_missing
def dL_dw(phi, y, x):
    return phi * x - y
