"""50. One layer, again and again: a worked solution.

Unrolled, the network is a chain h0 -> h[0] -> h[1] -> ... Each state acts on the loss
directly and through the state after it; the parameters act in every link.
"""

import numpy as np


def rnn_forward(x, h0, p):
    """Return all states of a recurrent layer, float array (T, N, H).

    x: float array (T, N, D), time first, T >= 1; h0: float array (N, H).
    p: dict "Wx" (D, H), "Wh" (H, H), "b" (H,). Nothing given is changed.
    """
    state, states = h0, []
    for x_t in x:
        state = np.tanh(x_t @ p["Wx"] + state @ p["Wh"] + p["b"])
        states.append(state)
    return np.array(states)


def rnn_backward(dh, cache):
    """Gradients through all steps of the layer.

    dh: float array (T, N, H): what each state gets from the loss directly.
    cache: (x, h0, h, p) of the forward pass; x (T, N, D), h0 (N, H), h (T, N, H),
        p the dict of parameters.
    Returns a dict "dx", "dh0", "Wx", "Wh", "b", each in the shape of what it belongs to.
    Nothing given is changed.
    """
    x, h0, h, p = cache
    dx = np.zeros(x.shape)
    dWx, dWh, db = np.zeros(p["Wx"].shape), np.zeros(p["Wh"].shape), np.zeros(p["b"].shape)
    carry = np.zeros(h0.shape)  # what a state gets through the state after it
    for t in reversed(range(len(x))):
        before = h[t - 1] if t > 0 else h0
        d = dh[t] + carry  # two uses of h[t], so two shares
        z = d * (1 - h[t] ** 2)  # the slope of tanh, from its output
        dx[t] = z @ p["Wx"].T
        dWx += x[t].T @ z  # += : the same weights at every step
        dWh += before.T @ z
        db += z.sum(axis=0)
        carry = z @ p["Wh"].T
    return {"dx": dx, "dh0": carry, "Wx": dWx, "Wh": dWh, "b": db}


DERIVATION = {  # one expression on each line, equal to the one before
    "dh2_dWh": """
        # d(h2, Wh), with h2 = tanh(z2), z2 = Wx·x2 + Wh·h1 + b, h1 = tanh(z1), z1 = Wx·x1 + Wh·h0 + b
        = d(h2, z2)·d(z2, Wh)
        = (1 - h2²)·d(z2, Wh)
        = (1 - h2²)·(h1 + Wh·d(h1, Wh))        # Wh acts in this step and through the state
        = (1 - h2²)·(h1 + Wh·d(h1, z1)·d(z1, Wh))
        = (1 - h2²)·(h1 + Wh·(1 - h1²)·h0)
    """,
}
