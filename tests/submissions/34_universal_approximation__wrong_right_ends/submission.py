"""The last step never switches on, a bump of height 2, and a staircase of the values at the right ends of the pieces."""

import numpy as np


def phi(t):
    return (t >= 0).astype(float)


def network(x, v, w, b):
    return phi(np.outer(x, w) + b)[:, :-1] @ v[:-1]


def bump(x, a, b):
    return 2 * (phi(x - a) - phi(x - b))


def staircase(f, N):
    h = f(np.arange(1, N + 1) / N)
    v = np.diff(h, prepend=0.0)
    return v, np.ones(N), -np.arange(N) / N
