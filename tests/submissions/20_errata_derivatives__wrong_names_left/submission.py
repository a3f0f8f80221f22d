"""Part B and the last part are repaired, with a slip or two; part A still has three functions of one name."""

import numpy as np


def x0(x):
    return x
def derx0():
    return 1
def x1(a, x):
    return -a*x
def derx1(a, x):
    return -x
def x2(x):
    return np.exp(x)
def derx2(x):
    return np.exp(x)
def x3(x):
    return 1+x
def derx3(x):
    return 1
def der1(x):
    return 1/(x)
def derx4(x):
    return -(1/x)**(2)
def der1(x):
    return np.log(x)
def derx5(x):
    return 1/x
def der1(y, x):
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
    return 1 - np.log(1 / (1 + np.exp(-W*X)))
def L_B(y, x):
    return -(1 - y)*x
def grad_B(W, X, y):
    p = 1 / (1 + np.exp(-W*X))
    return -(1 - y)*p

def dL_dp(p, y):
    return -y*(1/p) + (1 - y)*(1/(1 + p))
def dL_dbeta1(X, h, y):
    s = 1/(1 + np.exp(-h))
    return X*(s - y)
def dL_dbeta0(h, y):
    s = 1/(1 + np.exp(-h))
    return s - y
