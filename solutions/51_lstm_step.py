"""51. A memory with gates: a worked solution.

Forward is a graph of products and sums, so backward is the gate rules: a product hands
each factor the gradient times the other factor, a value that is used twice adds up.
"""

import numpy as np


def sigma(t):
    """Return 1/(1 + e^-t), written so that it cannot overflow."""
    return np.exp(-np.logaddexp(0, -t))


def lstm_step(x, h, c, p):
    """One step of a long short-term memory.

    x: float array (N, D); h, c: float arrays (N, H), the state and the memory before.
    p: dict "W" (D + H, 4H), "b" (4H,); the blocks of columns are those of i, f, o, g.
    Returns (h2, c2, cache): h2 and c2 (N, H), cache = (xh, c, i, f, o, g, c2, W).
    Nothing given is changed.
    """
    xh = np.concatenate([x, h], axis=1)
    a1, a2, a3, a4 = np.split(xh @ p["W"] + p["b"], 4, axis=1)
    i, f, o = sigma(a1), sigma(a2), sigma(a3)  # shares between 0 and 1
    g = np.tanh(a4)  # what might be written; it may be negative
    c2 = f * c + i * g
    h2 = o * np.tanh(c2)
    return h2, c2, (xh, c, i, f, o, g, c2, p["W"])


def lstm_step_backward(dh2, dc2, cache):
    """Gradients through one step.

    dh2, dc2: float arrays (N, H), gradients of the loss with respect to h2 and c2.
    cache: (xh, c, i, f, o, g, c2, W) of the forward pass; xh (N, D + H), c, i, f, o, g
        and c2 (N, H), W (D + H, 4H).
    Returns a dict "dx" (N, D), "dh" (N, H), "dc" (N, H), "W" (D + H, 4H), "b" (4H,).
    Nothing given is changed.
    """
    xh, c, i, f, o, g, c2, W = cache
    shown = np.tanh(c2)
    # c2 goes on to the next step and, through tanh and o, into h2: two shares.
    d = dc2 + dh2 * o * (1 - shown**2)
    # Each gate gets d (or dh2) times its partner in the product, then its own slope.
    da = np.concatenate(
        [
            d * g * i * (1 - i),
            d * c * f * (1 - f),
            dh2 * shown * o * (1 - o),
            d * i * (1 - g**2),
        ],
        axis=1,
    )
    dxh = da @ W.T
    D = xh.shape[1] - c.shape[1]
    return {"dx": dxh[:, :D], "dh": dxh[:, D:], "dc": d * f, "W": xh.T @ da, "b": da.sum(axis=0)}
