"""53. A transformer block: a worked solution.

Small parts, each of which keeps the shape (T, D), so that they can be added to what goes
around them and repeated as often as one likes.
"""

import numpy as np


def positional(T, D):
    """Return the positions of T places, float array (T, D). T >= 1 and D, even, are ints."""
    t = np.arange(T)[:, None]
    two_i = np.arange(0, D, 2)  # 0, 2, 4, ...: already 2i, so it is not doubled again
    angle = t / 10000 ** (two_i / D)  # (T, D/2): one angle for each pair of columns
    out = np.zeros((T, D))
    out[:, 0::2] = np.sin(angle)
    out[:, 1::2] = np.cos(angle)
    return out


def split_heads(x, h):
    """Return the columns of x in h groups of neighbours, float array (h, T, D/h).

    x: float array (T, D), D divisible by h; not changed. h: int.
    """
    T, D = x.shape
    # reshape cuts every row into h pieces; then the heads come to the front.
    return x.reshape(T, h, D // h).transpose(1, 0, 2)


def attention_to_the_past(q, k, v):
    """Exercise 52 for one head: q, k, v (T, d); place t sees the places 0 to t."""
    T, d = q.shape
    scores = np.where(np.tri(T, dtype=bool), q @ k.T / np.sqrt(d), -np.inf)
    e = np.exp(scores - scores.max(axis=1, keepdims=True))
    return e / e.sum(axis=1, keepdims=True) @ v


def multi_head(x, p, h):
    """Return what h heads of attention to the past make of x, float array (T, D).

    x: float array (T, D), D divisible by h; h: int.
    p: dict with at least "Wq", "Wk", "Wv", "Wo", each (D, D). Nothing given is changed.
    """
    q, k, v = (split_heads(x @ p[name], h) for name in ("Wq", "Wk", "Wv"))
    heads = [attention_to_the_past(q[j], k[j], v[j]) for j in range(h)]
    side_by_side = np.concatenate(heads, axis=1)  # h arrays (T, D/h) -> (T, D)
    return side_by_side @ p["Wo"]  # mixes what the heads have found


def norm(x, g):
    """Return every row of x (T, D) with mean 0 and variance 1, times g (D,)."""
    mean = x.mean(axis=1, keepdims=True)
    var = x.var(axis=1, keepdims=True)
    return g * (x - mean) / np.sqrt(var + 1e-5)


def block(x, p, h):
    """Return the output of a transformer block, float array (T, D).

    x: float array (T, D), D divisible by h; h: int.
    p: dict "Wq", "Wk", "Wv", "Wo" (D, D), "W1" (D, F), "b1" (F,), "W2" (F, D), "b2" (D,),
        "g1", "g2" (D,). Nothing given is changed.
    """
    # x itself goes around each part: the gradient has a way back without any weights.
    y = x + multi_head(norm(x, p["g1"]), p, h)
    hidden = np.maximum(0, norm(y, p["g2"]) @ p["W1"] + p["b1"])
    return y + hidden @ p["W2"] + p["b2"]
