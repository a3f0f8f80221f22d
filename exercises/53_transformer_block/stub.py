"""53. A transformer block.

Fill in the four functions, then run: nncli grade ex53_transformer_block.py
"""

import numpy as np


def positional(T, D):
    """Return the positions of T places, float array (T, D). T >= 1 and D, even, are ints."""
    raise NotImplementedError


def split_heads(x, h):
    """Return the columns of x in h groups of neighbours, float array (h, T, D/h).

    x: float array (T, D), D divisible by h; not changed. h: int.
    """
    raise NotImplementedError


def multi_head(x, p, h):
    """Return what h heads of attention to the past make of x, float array (T, D).

    x: float array (T, D), D divisible by h; h: int.
    p: dict with at least "Wq", "Wk", "Wv", "Wo", each (D, D). Nothing given is changed.
    """
    raise NotImplementedError


def block(x, p, h):
    """Return the output of a transformer block, float array (T, D).

    x: float array (T, D), D divisible by h; h: int.
    p: dict "Wq", "Wk", "Wv", "Wo" (D, D), "W1" (D, F), "b1" (F,), "W2" (F, D), "b2" (D,),
        "g1", "g2" (D,). Nothing given is changed.
    """
    raise NotImplementedError
