#> gates in another order | pytorch_order
def lstm_step(x, h, c, p):
    xh = np.concatenate([x, h], axis=1)
    a1, a2, a3, a4 = np.split(xh @ p["W"] + p["b"], 4, axis=1)
    i, f, g, o = sigma(a1), sigma(a2), np.tanh(a3), sigma(a4)
    c2 = f * c + i * g
    h2 = o * np.tanh(c2)
    return h2, c2, (xh, c, i, f, o, g, c2, p["W"])


#> no tanh on the memory | state_not_squashed
right = lstm_step
def lstm_step(x, h, c, p):
    h2, c2, cache = right(x, h, c, p)
    return cache[4] * c2, c2, cache


#> the bias forgotten | argument_ignored
right = lstm_step
def lstm_step(x, h, c, p):
    return right(x, h, c, {**p, "b": 0 * p["b"]})


#> h and c exchanged | returns_reordered
right = lstm_step
def lstm_step(x, h, c, p):
    h2, c2, cache = right(x, h, c, p)
    return c2, h2, cache


#> forget and input gate exchanged | gates_exchanged
def lstm_step(x, h, c, p):
    xh = np.concatenate([x, h], axis=1)
    a1, a2, a3, a4 = np.split(xh @ p["W"] + p["b"], 4, axis=1)
    i, f, o = sigma(a1), sigma(a2), sigma(a3)
    g = np.tanh(a4)
    c2 = i * c + f * g
    h2 = o * np.tanh(c2)
    return h2, c2, (xh, c, i, f, o, g, c2, p["W"])


#> the path through h forgotten | argument_ignored
right_back = lstm_step_backward
def lstm_step_backward(dh2, dc2, cache):
    return right_back(0 * dh2, dc2, cache)


#> dc2 forgotten | path_through_c_forgotten
right_back = lstm_step_backward
def lstm_step_backward(dh2, dc2, cache):
    return right_back(dh2, 0 * dc2, cache)


#> gate order i f g o (pytorch) | pytorch_order, state_slope_missing
def sig(z): return 1/(1+np.exp(-z))
def lstm_step(x, h, c, p):
    xh = np.concatenate([x, h], axis=1)
    a = xh @ p["W"] + p["b"]
    a1, a2, a3, a4 = np.split(a, 4, axis=1)
    i, f, g, o = sig(a1), sig(a2), np.tanh(a3), sig(a4)
    c2 = f*c + i*g
    h2 = o*np.tanh(c2)
    return h2, c2, (xh, c, i, f, o, g, c2, p["W"])
def lstm_step_backward(dh2, dc2, cache):
    xh, c, i, f, o, g, c2, W = cache
    t = np.tanh(c2)
    do = dh2*t
    dc = dc2 + dh2*o
    da = np.concatenate([dc*g*i*(1-i), dc*c*f*(1-f), do*o*(1-o), dc*i*(1-g**2)], axis=1)
    dxh = da @ W.T
    D = xh.shape[1]-c.shape[1]
    return dict(dx=dxh[:, :D], dh=dxh[:, D:], dc=dc*f, W=xh.T @ da, b=da.sum(0))


#> the forget gate at the new cell; the candidate by a sigmoid | candidate_sigmoid, new_state_in_f
def sgm(z): return 0.5*(1 + np.tanh(z/2))
def lstm_step(x, h, c, p):
    xh = np.hstack([x, h])
    i, f, o, g = np.split(sgm(xh @ p["W"] + p["b"]), 4, axis=1)
    c2 = f*c + i*g
    h2 = o*np.tanh(c2)
    return h2, c2, (xh, c, i, f, o, g, c2, p["W"])
def lstm_step_backward(dh2, dc2, cache):
    xh, c, i, f, o, g, c2, W = cache
    t = np.tanh(c2)
    dc = dc2 + dh2*o*(1 - t**2)
    da = np.hstack([dc*g*i*(1 - i), dc*c2*f*(1 - f), dh2*t*o*(1 - o), dc*i*(1 - g**2)])
    dxh = da @ W.T
    D = xh.shape[1] - c.shape[1]
    return {"dx": dxh[:, :D], "dh": dxh[:, D:], "dc": dc*f, "W": xh.T @ da, "b": da.sum(0)}


#> the tanh of the cell forgotten | state_not_squashed, path_through_c_forgotten
def sgm(z): return 0.5*(1 + np.tanh(z/2))
def lstm_step(x, h, c, p):
    xh = np.hstack([x, h])
    a = np.split(xh @ p["W"] + p["b"], 4, axis=1)
    i, f, o, g = sgm(a[0]), sgm(a[1]), sgm(a[2]), np.tanh(a[3])
    c2 = f*c + i*g
    return o*c2, c2, (xh, c, i, f, o, g, c2, p["W"])
def lstm_step_backward(dh2, dc2, cache):
    xh, c, i, f, o, g, c2, W = cache
    t = np.tanh(c2)
    dc = dh2*o*(1 - t**2)
    da = np.hstack([dc*g*i*(1 - i), dc*c*f*(1 - f), dh2*t*o*(1 - o), dc*i*(1 - g**2)])
    dxh = da @ W.T
    D = xh.shape[1] - c.shape[1]
    return {"dx": dxh[:, :D], "dh": dxh[:, D:], "dc": dc*f, "W": xh.T @ da, "b": da.sum(0)}


#> h2 = o*sigma(c2), as one edit | shown_by_sigmoid
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
    h2 = o * sigma(c2)
    return h2, c2, (xh, c, i, f, o, g, c2, p["W"])


#> dx and dh cut at H, as one edit | sides_exchanged
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
    D = c.shape[1]
    return {"dx": dxh[:, :D], "dh": dxh[:, D:], "dc": d * f, "W": xh.T @ da, "b": da.sum(axis=0)}


#> dc = d*i, as one edit | other_variable
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
    return {"dx": dxh[:, :D], "dh": dxh[:, D:], "dc": d * i, "W": xh.T @ da, "b": da.sum(axis=0)}


#> da in the order i, f, g, o, as one edit | pytorch_order
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
            d * i * (1 - g**2),
            dh2 * shown * o * (1 - o),
        ],
        axis=1,
    )
    dxh = da @ W.T
    D = xh.shape[1] - c.shape[1]
    return {"dx": dxh[:, :D], "dh": dxh[:, D:], "dc": d * f, "W": xh.T @ da, "b": da.sum(axis=0)}


#> f and i exchanged in partners: di = d*c, df = d*g, as one edit | partners_exchanged
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
            d * c * i * (1 - i),
            d * g * f * (1 - f),
            dh2 * shown * o * (1 - o),
            d * i * (1 - g**2),
        ],
        axis=1,
    )
    dxh = da @ W.T
    D = xh.shape[1] - c.shape[1]
    return {"dx": dxh[:, :D], "dh": dxh[:, D:], "dc": d * f, "W": xh.T @ da, "b": da.sum(axis=0)}


#> o: d in place of dh2, as one edit | output_gate_from_state
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
            d * shown * o * (1 - o),
            d * i * (1 - g**2),
        ],
        axis=1,
    )
    dxh = da @ W.T
    D = xh.shape[1] - c.shape[1]
    return {"dx": dxh[:, :D], "dh": dxh[:, D:], "dc": d * f, "W": xh.T @ da, "b": da.sum(axis=0)}


#> dc: i added, as one edit | term_too_many
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
    return {"dx": dxh[:, :D], "dh": dxh[:, D:], "dc": d * f + dc2, "W": xh.T @ da, "b": da.sum(axis=0)}


#> db mean, as one edit | part_left_out
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
            d * g * i,
            d * c * f * (1 - f),
            dh2 * shown * o * (1 - o),
            d * i * (1 - g**2),
        ],
        axis=1,
    )
    dxh = da @ W.T
    D = xh.shape[1] - c.shape[1]
    return {"dx": dxh[:, :D], "dh": dxh[:, D:], "dc": d * f, "W": xh.T @ da, "b": da.sum(axis=0)}


#> slices, tanh form of sigmoid, written otherwise | right
def lstm_step(x, h, c, p):
    H = h.shape[1]; D = x.shape[1]
    a = x @ p["W"][:D] + h @ p["W"][D:] + p["b"]
    i, f, o = (0.5 * (1 + np.tanh(a[:, k * H:(k + 1) * H] / 2)) for k in range(3))
    g = 2 / (1 + np.exp(-2 * a[:, 3 * H:])) - 1
    c2 = c * f + g * i
    return o * np.tanh(c2), c2, [np.hstack([x, h]), c, i, f, o, g, c2, p["W"]]
