"""Forward mode along the chain, slopes from the outputs, norms by hand, the depth by recursion."""

import math

import numpy as np

VALUE = {"sigmoid": lambda z: 0.5 + 0.5 * np.tanh(z / 2), "tanh": np.tanh, "relu": lambda z: z * (z > 0)}
FROM_VALUE = {"sigmoid": lambda a: a - a**2, "tanh": lambda a: (1 - a) * (1 + a), "relu": np.sign}


def chain_gradient(x, w, b, act):
    a, d = x, 1.0
    for k in range(len(w)):
        a = VALUE[act](w[k] * a + b[k])
        d *= w[k] * FROM_VALUE[act](a)
    return np.float64(d)


def gradient_norms(x, Ws, act, dout):
    hs = [x]
    for W in Ws:
        hs.append(VALUE[act](hs[-1] @ W))
    norms = [0.0] * len(hs)
    g = dout
    for k in range(len(Ws), -1, -1):
        norms[k] = math.sqrt((g * g).sum())
        if k:
            g = np.einsum("nj,ij->ni", g * FROM_VALUE[act](hs[k]), Ws[k - 1])
    return norms


def depth_until(factor, limit):
    passed = 1 < limit if factor < 1 else 1 > limit
    return 0 if passed else 1 + depth_until(factor, limit / factor)


BOUNDS = {
    "sigmoid_slope_max": 1 / 4,
    "tanh_slope_max": 1,
    "bound_10": 2**-20,
    "balancing_weight": 4,
    "he_std": 1 / 8,
}
