"""Exercise 20, solved: the basic functions, repaired.

Every derivative here was compared with a difference quotient at a point where W and
X differ, once with y = 0 and once with y = 1. All arguments and results are floats.
"""

import numpy as np


# Part A: L_A = -y log p with p = 1 / (1 + exp(-W X))
def x0(x):
    return x
def derx0():
    return 1
def x1(a, x):                 # xi1 = -W xi0, a is W
    return -a*x
def derx1(a, x):              # d xi1 / d W
    """Return d xi1 / dW as a float; a is W, x is xi0, both floats."""
    # xi1 = -W*xi0 is a straight line in W; what multiplies W stays.
    return -x
def x2(x):
    return np.exp(x)
def derx2(x):
    return np.exp(x)
def x3(x):
    return 1+x
def derx3(x):
    return 1
# The slide gives one name to the next three functions, so the last one wins and
# grad_A finds no x4. Each has a name of its own now.
def x4(x):                    # xi4
    return 1/(x)
def derx4(x):
    return -(1/x)**(2)
def x5(x):                    # xi5
    return np.log(x)
def derx5(x):
    return 1/x
def L(y, x):                  # L_A = -y xi5
    return -y*x
def derL(y):
    return -y

def grad_A(W, X, y):          # dL_A / dW; right as soon as the pieces are
    """Return dL_A / dW as a float; W, X, y are floats."""
    v0 = x0(X)
    v1 = x1(W, v0)
    v2 = x2(v1)
    v3 = x3(v2)
    v4 = x4(v3)
    return (
        derL(y) * derx5(v4) * derx4(v3) * derx3(v2) * derx2(v1) * derx1(W, v0)
        * derx0()
    )

# Part B: L_B = -(1 - y) log(1 - p)
def xi6(W, X):                # log(1 - p)
    """Return log(1 - p) as a float; W, X are floats."""
    # 1 - p = 1 - 1/(1 + e) = e/(1 + e): the slide's fraction is p itself.
    e = np.exp(-W*X)
    return np.log(e / (1 + e))
def L_B(y, x):                # x is xi6
    """Return L_B as a float; y and x are floats, x is xi6."""
    # xi6 is a logarithm of a probability, so negative; a loss is not.
    return -(1 - y)*x
def grad_B(W, X, y):          # dL_B / dW, the product of the printed rows
    """Return dL_B / dW as a float; W, X, y are floats."""
    e = np.exp(-W*X)
    dL_dxi6 = -(1 - y)        # follows L_B; the other rows are right
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

# Logistic regression revisited: p = sigma(h), h = beta0 + beta1 X
def dL_dp(p, y):
    """Return dL / dp as a float; p, y are floats, 0 < p < 1."""
    # log(1 - p) has the inner derivative -1, which turns its minus into a plus.
    # With y = 1 that term is zero and the slip cannot be seen.
    return -y*(1/p) + (1 - y)*(1/(1 - p))
def dL_dbeta1(X, h, y):
    """Return dL / dbeta1 as a float; X, h, y are floats."""
    # The same bracket with the sign repaired; multiplied out it is X*(s - y).
    s = 1/(1 + np.exp(-h))
    return -X*s*(1 - s)*(y*(1/s) - (1 - y)*(1/(1 - s)))
def dL_dbeta0(h, y):          # dh/dbeta0 = 1, so dL/dbeta0 = dL/dh = s - y
    """Return dL / dbeta0 as a float; h, y are floats."""
    s = 1/(1 + np.exp(-h))
    return -s*(1 - s)*(y*(1/s) - (1 - y)*(1/(1 - s)))
