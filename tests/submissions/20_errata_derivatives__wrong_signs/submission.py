"""Names repaired, but a sign too many in part A and y - p in place of p - y at the end; part B is as it was."""

import numpy as np


def x0(x):
    return x
def derx0():
    return 1
def x1(a, x):
    return -a*x
def derx1(a, x):
    return x
def x2(x):
    return np.exp(x)
def derx2(x):
    return np.exp(x)
def x3(x):
    return 1+x
def derx3(x):
    return 1
def x4(x):
    return 1/(x)
def derx4(x):
    return -(1/x)**(2)
def x5(x):
    return np.log(x)
def derx5(x):
    return 1/x
def L(y, x):
    return -y*x
def derL(y):
    return -y

def grad_A(W, X, y):
    v0 = x0(X)
    v1 = x1(W, v0)
    v2 = x2(v1)
    v3 = x3(v2)
    v4 = x4(v3)
    return (
        derL(y) * derx5(v4) * derx4(v3) * derx3(v2) * derx2(v1) * derx1(W, v0)
        * derx0()
    )

def xi6(W, X):
    return np.log(1 / (1 + np.exp(-W*X)))
def L_B(y, x):
    return (1 - y)*x
def grad_B(W, X, y):
    e = np.exp(-W*X)
    dL_dxi6 = 1 - y
    dxi6_dxi5 = (1 + e)/e
    dxi5_dxi4 = -1
    dxi4_dxi3 = -1/(1 + e)**2
    dxi3_dxi2 = 1
    dxi2_dxi1 = e
    dxi1_dW = -X
    return (
        dL_dxi6 * dxi6_dxi5 * dxi5_dxi4 * dxi4_dxi3 * dxi3_dxi2 * dxi2_dxi1
        * dxi1_dW
    )

def dL_dp(p, y):
    return -y*(1/p) + (1 - y)*(1/(1 - p))
def dL_dbeta1(X, h, y):
    s = 1/(1 + np.exp(-h))
    return X*(y - s)
def dL_dbeta0(h, y):
    s = 1/(1 + np.exp(-h))
    return y - s
