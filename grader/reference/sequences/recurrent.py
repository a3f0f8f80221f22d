"""A recurrent layer run through time, and one step of a long short-term memory, forward and backward.

In the recurrent layer time comes first: x (T, N, D), h (T, N, H), h0 (N, H). Weights are (in, out).

Sources: "Burtch, Intro to Neural Nets, week 2 (2022)": The Layer (recurrent layers); "Ravi, Building Simple Neural
Networks": PyTorch NN Library (Recurrent); "Introduction to Neural Networks II": the three gate rules. The cell is that
of Hochreiter and Schmidhuber (1997) with the forget gate of Gers et al. (2000).
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TypeAlias

import numpy as np

from grader.arrays import ArrayLike
from grader.reference.activations import sigmoid, sigmoid_backward, tanh_backward
from grader.reference.floats import FloatArray, as_float

Parameters: TypeAlias = Mapping[str, ArrayLike]
Gradients: TypeAlias = dict[str, FloatArray]
RnnCache: TypeAlias = tuple[ArrayLike, ArrayLike, ArrayLike, Parameters]
LstmCache: TypeAlias = tuple[FloatArray, ...]


def rnn_forward(x: ArrayLike, h0: ArrayLike, p: Parameters) -> FloatArray:
    """h[t] = tanh(x[t] @ Wx + h[t-1] @ Wh + b), from h0; p "Wx" (D, H), "Wh" (H, H), "b" (H,) -> h (T, N, H)."""
    state, states = as_float(h0), []
    for x_t in as_float(x):
        state = np.tanh(x_t @ as_float(p["Wx"]) + state @ as_float(p["Wh"]) + as_float(p["b"]))
        states.append(state)
    return np.array(states)


def rnn_backward(dh: ArrayLike, cache: RnnCache) -> Gradients:
    """dh (T, N, H): what each state gets from outside; cache (x, h0, h, p) -> "dx", "dh0", "Wx", "Wh", "b".

    Back through time: a state also acts through the next one, and the parameters collect from every step.
    """
    dh, x, h0, h = (as_float(array) for array in (dh, *cache[:3]))
    Wx, Wh, b = (as_float(cache[3][name]) for name in ("Wx", "Wh", "b"))
    before = np.concatenate([h0[None], h[:-1]])  # the state that each step started from
    carry, dx = np.zeros_like(h0), np.zeros_like(x)
    grads = {"Wx": np.zeros_like(Wx), "Wh": np.zeros_like(Wh), "b": np.zeros_like(b)}
    for t in reversed(range(len(x))):
        z = tanh_backward(dh[t] + carry, h[t])
        dx[t], carry = z @ Wx.T, z @ Wh.T
        for name, share in (("Wx", x[t].T @ z), ("Wh", before[t].T @ z), ("b", z.sum(axis=0))):
            grads[name] += share
    return {"dx": dx, "dh0": carry, **grads}


def lstm_step(x: ArrayLike, h: ArrayLike, c: ArrayLike, p: Parameters) -> tuple[FloatArray, FloatArray, LstmCache]:
    """x (N, D), h and c (N, H), p "W" (D + H, 4H), "b" (4H,) -> (h2, c2, cache), h2 and c2 (N, H).

    The columns of W hold the input, forget and output gates and the candidate g, in this order:
    c2 = f*c + i*g, h2 = o*tanh(c2). cache = (xh, c, i, f, o, g, c2, W), xh = [x, h].
    """
    xh, c, W = np.concatenate([as_float(x), as_float(h)], axis=1), as_float(c), as_float(p["W"])
    scores = np.split(xh @ W + as_float(p["b"]), 4, axis=1)
    i, f, o = (sigmoid(score) for score in scores[:3])
    g = np.tanh(scores[3])
    c2 = f * c + i * g
    return o * np.tanh(c2), c2, (xh, c, i, f, o, g, c2, W)


def lstm_step_backward(dh2: ArrayLike, dc2: ArrayLike, cache: tuple[ArrayLike, ...]) -> Gradients:
    """dh2 and dc2 (N, H): what h2 and c2 get from later -> "dx" (N, D), "dh", "dc" (N, H), "W", "b".

    c2 acts through h2 and on the next step, so both paths add up; then each gate gets its share of the product.
    """
    xh, c, i, f, o, g, c2, W = (as_float(array) for array in cache)
    dh2, shown = as_float(dh2), np.tanh(c2)
    d = as_float(dc2) + tanh_backward(dh2 * o, shown)
    gates = [sigmoid_backward(dgate, gate) for dgate, gate in ((d * g, i), (d * c, f), (dh2 * shown, o))]
    da = np.concatenate([*gates, tanh_backward(d * i, g)], axis=1)
    dxh, D = da @ W.T, xh.shape[1] - c.shape[1]
    return {"dx": dxh[:, :D], "dh": dxh[:, D:], "dc": d * f, "W": xh.T @ da, "b": da.sum(axis=0)}
