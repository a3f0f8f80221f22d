"""The step goes from -1 to 1, as a sign does; the staircase is one array of three rows."""

import numpy as np


def network(x, v, w, b):
    return np.sign(np.outer(x, w) + b) @ v


def bump(x, a, b):
    return np.sign(x - a) + np.sign(b - x) - 1


def staircase(f, N):
    x = np.arange(N) / N
    h = f(x + 0.5 / N)
    v = [h[0]] + [h[i] - h[i - 1] for i in range(1, N)]
    return np.array([v, np.ones(N), -x])
