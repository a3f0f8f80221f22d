"""51. A memory with gates.

Fill in the two functions, then run: nncli grade ex51_lstm_step.py
"""

import numpy as np


def lstm_step(x, h, c, p):
    """One step of a long short-term memory.

    x: float array (N, D); h, c: float arrays (N, H), the state and the memory before.
    p: dict "W" (D + H, 4H), "b" (4H,); the blocks of columns are those of i, f, o, g.
    Returns (h2, c2, cache): h2 and c2 (N, H), cache = (xh, c, i, f, o, g, c2, W).
    Nothing given is changed.
    """
    raise NotImplementedError


def lstm_step_backward(dh2, dc2, cache):
    """Gradients through one step.

    dh2, dc2: float arrays (N, H), gradients of the loss with respect to h2 and c2.
    cache: (xh, c, i, f, o, g, c2, W) of the forward pass; xh (N, D + H), c, i, f, o, g
        and c2 (N, H), W (D + H, 4H).
    Returns a dict "dx" (N, D), "dh" (N, H), "dc" (N, H), "W" (D + H, 4H), "b" (4H,).
    Nothing given is changed.
    """
    raise NotImplementedError
