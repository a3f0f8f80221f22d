"""Every derivative in its shortest form, with p = sigma(W X) or sigma(h)."""

import math


def sigma(t):
    return 1 / (1 + math.exp(-t))


def x4(x):
    return x**-1


def x5(x):
    return math.log(x)


def L(y, x):
    return -x * y


def derx1(a, x):
    return -x


def grad_A(W, X, y):
    return y * X * (sigma(W * X) - 1)


def xi6(W, X):
    return math.log(1 - sigma(W * X))


def L_B(y, x):
    return (y - 1) * x


def grad_B(W, X, y):
    return (1 - y) * X * sigma(W * X)


def dL_dp(p, y):
    return (p - y) / (p * (1 - p))


def dL_dbeta1(X, h, y):
    return X * dL_dbeta0(h, y)


def dL_dbeta0(h, y):
    return sigma(h) - y
