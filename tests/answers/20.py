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


#> grad_A lacks y, dL_dbeta0 as dL_dbeta1 | label_forgotten, input_forgotten, other_argument_used, score_for_probability
def x4(x):
    return 1/x
def x5(x):
    return np.log(x)
def L(y, x):
    return -y*x
def derx1(a, x):
    return -x
def grad_A(W, X, y):
    p = 1/(1+np.exp(-W*X))
    return -X*(1-p)
def xi6(W, X):
    return np.log(1/(1+np.exp(-W*X)))
def L_B(y, x):
    return (1-y)*x
def grad_B(W, X, y):
    p = 1/(1+np.exp(-W*X))
    return (1-y)*p
def dL_dp(p, y):
    return -y/p - (1-y)/(1-p)
def dL_dbeta1(X, h, y):
    p = 1/(1+np.exp(-h))
    return (p-y)*h
def dL_dbeta0(h, y):
    return h-y
