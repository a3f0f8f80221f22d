"""52. Looking where it matters.

Fill in the two functions and the derivation, then run: nncli grade ex52_attention.py
"""

import numpy as np


def attention(Q, K, V, mask):
    """Attention of T queries to S places.

    Q: float array (T, d); K: float array (S, d); V: float array (S, dv).
    mask: bool array (T, S), True where query t may look at place s; no row is all False.
    Returns (out, A): out (T, dv), the shares A (T, S). Nothing given is changed.
    """
    raise NotImplementedError


def attention_backward(dout, cache):
    """Gradients through attention.

    dout: float array (T, dv), gradient of the loss with respect to out.
    cache: (Q, K, V, A) of the forward pass; Q (T, d), K (S, d), V (S, dv), A (T, S).
    Returns (dQ, dK, dV) with the shapes of Q, K and V. Nothing given is changed.
    """
    raise NotImplementedError


DERIVATION = {  # one expression on each line, equal to the one before
    "dL_ds": """
        # d(Σ(k, g[k]·A[k]), s[j]), with A[k] = exp(s[k])/Σ(l, exp(s[l]))
    """,
}
