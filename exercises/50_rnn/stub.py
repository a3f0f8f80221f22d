"""50. One layer, again and again.

Fill in the two functions and the derivation, then run: nncli grade ex50_rnn.py
"""

import numpy as np


def rnn_forward(x, h0, p):
    """Return all states of a recurrent layer, float array (T, N, H).

    x: float array (T, N, D), time first, T >= 1; h0: float array (N, H).
    p: dict "Wx" (D, H), "Wh" (H, H), "b" (H,). Nothing given is changed.
    """
    raise NotImplementedError


def rnn_backward(dh, cache):
    """Gradients through all steps of the layer.

    dh: float array (T, N, H): what each state gets from the loss directly.
    cache: (x, h0, h, p) of the forward pass; x (T, N, D), h0 (N, H), h (T, N, H),
        p the dict of parameters.
    Returns a dict "dx", "dh0", "Wx", "Wh", "b", each in the shape of what it belongs to.
    Nothing given is changed.
    """
    raise NotImplementedError


DERIVATION = {  # one expression on each line, equal to the one before
    "dh2_dWh": """
        # d(h2, Wh), with h2 = tanh(z2), z2 = Wx·x2 + Wh·h1 + b, h1 = tanh(z1), z1 = Wx·x1 + Wh·h0 + b
    """,
}
