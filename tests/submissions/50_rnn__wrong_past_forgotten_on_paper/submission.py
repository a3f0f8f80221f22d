"""The functions are right; on paper the state of the first step is taken for a constant."""

import numpy as np


def rnn_forward(x, h0, p):
    state, states = h0, []
    for x_t in x:
        state = np.tanh(x_t @ p["Wx"] + state @ p["Wh"] + p["b"])
        states.append(state)
    return np.array(states)


def rnn_backward(dh, cache):
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


DERIVATION = {
    "dh2_dWh": """
        = d(h2, z2)·d(z2, Wh)
        = (1 - h2²)·h1
    """,
}
