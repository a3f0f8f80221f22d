#> the sign of the inner derivative | sign_flipped
def derx1(a, x):
    return x
def grad_A(W, X, y):
    v1 = x1(W, X); v2 = x2(v1); v3 = x3(v2); v4 = x4(v3)
    return derL(y) * derx5(v4) * derx4(v3) * derx3(v2) * derx2(v1) * X


#> the second denominator | dldp_denominator
def dL_dp(p, y):
    return -y / p + (1 - y) / p


#> X forgotten | beta1_input_missing
def dL_dbeta1(X, h, y):
    s = 1 / (1 + np.exp(-h))
    return s - y


#> label first | sign_flipped
def dL_dbeta0(h, y):
    s = 1 / (1 + np.exp(-h))
    return y - s


#> the loss | lb_uses_y
def L_B(y, x):
    return -y * x
