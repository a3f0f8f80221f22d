#> sine and cosine exchanged | cosine_first
right = positional
def positional(T, D):
    out = right(T, D)
    return np.stack([out[:, 1::2], out[:, 0::2]], axis=2).reshape(T, D)


#> halves in place of pairs | halves_side_by_side
def positional(T, D):
    t = np.arange(T)[:, None]
    angle = t / 10000 ** (np.arange(0, D, 2) / D)
    return np.concatenate([np.sin(angle), np.cos(angle)], axis=1)


#> counted from 1 | counted_from_one
right = positional
def positional(T, D):
    return right(T + 1, D)[1:]


#> reshape without transpose | reshaped_at_once
def split_heads(x, h):
    T, D = x.shape
    return x.reshape(h, T, D // h)


#> heads second | axes_not_exchanged, shapes_do_not_fit
def split_heads(x, h):
    T, D = x.shape
    return x.reshape(T, h, D // h)


#> no last product | output_weights_missing
def multi_head(x, p, h):
    q, k, v = (split_heads(x @ p[n], h) for n in ("Wq", "Wk", "Wv"))
    return np.concatenate([attention_to_the_past(q[j], k[j], v[j]) for j in range(h)], axis=1)


#> one head | argument_ignored
right = multi_head
def multi_head(x, p, h):
    return right(x, p, 1)


#> no way round | both_paths_missing
def block(x, p, h):
    y = multi_head(norm(x, p["g1"]), p, h)
    return np.maximum(0, norm(y, p["g2"]) @ p["W1"] + p["b1"]) @ p["W2"] + p["b2"]


#> normalised afterwards | normalised_after
def block(x, p, h):
    y = norm(x + multi_head(x, p, h), p["g1"])
    return norm(y + np.maximum(0, y @ p["W1"] + p["b1"]) @ p["W2"] + p["b2"], p["g2"])


#> positional: sin half then cos half; heads by reshape; post-norm | halves_side_by_side, reshaped_at_once, scaled_by_model
def positional(T, D):
    t = np.arange(T)[:, None]
    w = 1/10000**(2*np.arange(D//2)/D)
    return np.concatenate([np.sin(t*w), np.cos(t*w)], axis=1)
def split_heads(x, h):
    T, D = x.shape
    return x.reshape(h, T, D//h)
def soft(s):
    e = np.exp(s-s.max(-1, keepdims=True)); return e/e.sum(-1, keepdims=True)
def multi_head(x, p, h):
    T, D = x.shape
    q, k, v = (split2(x @ p[n], h) for n in ("Wq", "Wk", "Wv"))
    s = q @ k.transpose(0, 2, 1)/np.sqrt(D)
    s = np.where(np.tril(np.ones((T, T), bool)), s, -np.inf)
    o = soft(s) @ v
    return o.transpose(1, 0, 2).reshape(T, D) @ p["Wo"]
def split2(x, h):
    return x.reshape(len(x), h, -1).transpose(1, 0, 2)
def norm(x, g):
    return g*(x-x.mean(1, keepdims=True))/np.sqrt(x.var(1, keepdims=True)+1e-5)
def block(x, p, h):
    y = norm(x + multi_head(x, p, h), p["g1"])
    return norm(y + np.maximum(y @ p["W1"]+p["b1"], 0) @ p["W2"] + p["b2"], p["g2"])


#> the causal mask the wrong way; the angle without the 2 | exponent_doubled_twice, past_hidden
def positional(T, D):
    out = np.zeros((T, D))
    for t in range(T):
        for i in range(0, D, 2):
            out[t, i] = np.sin(t/10000**(2*i/D))
            out[t, i + 1] = np.cos(t/10000**(2*i/D))
    return out
def multi_head(x, p, h):
    T, D = x.shape
    sp = lambda a: a.reshape(T, h, D//h).transpose(1, 0, 2)
    q, k, v = sp(x @ p["Wq"]), sp(x @ p["Wk"]), sp(x @ p["Wv"])
    s = q @ k.transpose(0, 2, 1)/np.sqrt(D//h)
    s = np.where(np.triu(np.ones((T, T), bool)), s, -1e30)
    e = np.exp(s - s.max(-1, keepdims=True))
    a = e/e.sum(-1, keepdims=True) @ v
    return a.transpose(1, 0, 2).reshape(T, D) @ p["Wo"]


#> second norm forgotten, as one edit | call_left_out
def block(x, p, h):
    """Return the output of a transformer block, float array (T, D).

    x: float array (T, D), D divisible by h; h: int.
    p: dict "Wq", "Wk", "Wv", "Wo" (D, D), "W1" (D, F), "b1" (F,), "W2" (F, D), "b2" (D,),
        "g1", "g2" (D,). Nothing given is changed.
    """
    # x itself goes around each part: the gradient has a way back without any weights.
    y = x + multi_head(norm(x, p["g1"]), p, h)
    hidden = np.maximum(0, y @ p["W1"] + p["b1"])
    return y + hidden @ p["W2"] + p["b2"]


#> g1 used twice, as one edit | other_variable
def block(x, p, h):
    """Return the output of a transformer block, float array (T, D).

    x: float array (T, D), D divisible by h; h: int.
    p: dict "Wq", "Wk", "Wv", "Wo" (D, D), "W1" (D, F), "b1" (F,), "W2" (F, D), "b2" (D,),
        "g1", "g2" (D,). Nothing given is changed.
    """
    # x itself goes around each part: the gradient has a way back without any weights.
    y = x + multi_head(norm(x, p["g1"]), p, h)
    hidden = np.maximum(0, norm(y, p["g1"]) @ p["W1"] + p["b1"])
    return y + hidden @ p["W2"] + p["b2"]


#> positional: degrees of t+1, as one edit | counted_from_one
def positional(T, D):
    """Return the positions of T places, float array (T, D). T >= 1 and D, even, are ints."""
    t = np.arange(1, T + 1)[:, None]
    two_i = np.arange(0, D, 2)  # 0, 2, 4, ...: already 2i, so it is not doubled again
    angle = t / 10000 ** (two_i / D)  # (T, D/2): one angle for each pair of columns
    out = np.zeros((T, D))
    out[:, 0::2] = np.sin(angle)
    out[:, 1::2] = np.cos(angle)
    return out


#> batched einsum, written otherwise | right
def multi_head(x, p, h):
    T, D = x.shape
    f = lambda n: (x @ p[n]).reshape(T, h, -1)
    q, k, v = f("Wq"), f("Wk"), f("Wv")
    s = np.einsum("thd,shd->hts", q, k) / (D / h) ** .5 + np.triu(np.full((T, T), -1e30), 1)
    A = np.exp(s - s.max(2)[..., None]); A /= A.sum(2)[..., None]
    return np.einsum("hts,shd->thd", A, v).reshape(T, D) @ p["Wo"]
