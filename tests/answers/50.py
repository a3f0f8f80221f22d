#> the state starts at 0 | start_ignored
right = rnn_forward
def rnn_forward(x, h0, p):
    return right(x, np.zeros_like(h0), p)


#> the state never handed on | state_not_carried
def rnn_forward(x, h0, p):
    return np.array([np.tanh(x_t @ p["Wx"] + h0 @ p["Wh"] + p["b"]) for x_t in x])


#> the start counted | one_too_many
def rnn_forward(x, h0, p):
    states = [h0]
    for x_t in x:
        states.append(np.tanh(x_t @ p["Wx"] + states[-1] @ p["Wh"] + p["b"]))
    return np.array(states)


#> the last state only | last_state_only
right = rnn_forward
def rnn_forward(x, h0, p):
    return right(x, h0, p)[-1]


#> no tanh | tanh_missing
def rnn_forward(x, h0, p):
    h, out = h0, []
    for x_t in x:
        h = x_t @ p["Wx"] + h @ p["Wh"] + p["b"]
        out.append(h)
    return np.array(out)


#> the weight turned | recurrent_transposed
def rnn_forward(x, h0, p):
    h, out = h0, []
    for x_t in x:
        h = np.tanh(x_t @ p["Wx"] + h @ p["Wh"].T + p["b"])
        out.append(h)
    return np.array(out)


#> nothing from later steps | future_forgotten
def rnn_backward(dh, cache):
    x, h0, h, p = cache
    before = np.concatenate([h0[None], h[:-1]])
    z = dh * (1 - h**2)
    return {"dx": z @ p["Wx"].T, "dh0": z[0] @ p["Wh"].T, "Wx": np.einsum("tnd,tnh->dh", x, z), "Wh": np.einsum("tnd,tnh->dh", before, z), "b": z.sum(axis=(0, 1))}


#> h at t in place of t - 1 | own_state_used
right_back = rnn_backward
def rnn_backward(dh, cache):
    x, h0, h, p = cache
    return right_back(dh, (x, h[0], h, p))


#> preallocated | right
def rnn_forward(x, h0, p):
    out = np.empty((len(x), *h0.shape))
    h = h0
    for t in range(len(x)):
        h = out[t] = np.tanh(x[t].dot(p["Wx"]) + h.dot(p["Wh"]) + p["b"])
    return out


#> the batch first | axes_exchanged
right = rnn_forward
def rnn_forward(x, h0, p):
    return right(x, h0, p).transpose(1, 0, 2)


#> dh carried without Wh.T transpose; db of last only | state_not_carried, last_state_for_start
def rnn_forward(x, h0, p):
    h, out = h0, []
    for t in range(len(x)):
        h = np.tanh(x[t] @ p["Wx"] + h0 @ p["Wh"] + p["b"])
        out.append(h)
    return np.array(out)
def rnn_backward(dh, cache):
    x, h0, h, p = cache
    g = dict(dx=np.zeros_like(x), Wx=np.zeros_like(p["Wx"]), Wh=np.zeros_like(p["Wh"]), b=np.zeros_like(p["b"]))
    carry = np.zeros_like(h0)
    for t in range(len(x)-1, -1, -1):
        prev = h[t-1]
        dz = (dh[t]+carry)*(1-h[t]**2)
        g["dx"][t] = dz @ p["Wx"].T
        g["Wx"] += x[t].T @ dz
        g["Wh"] += prev.T @ dz
        g["b"] += dz.sum(0)
        carry = dz @ p["Wh"].T
    g["dh0"] = carry
    return g


#> truncated: carry forgotten | carried_untransposed
def rnn_backward(dh, cache):
    x, h0, h, p = cache
    g = dict(dx=np.zeros_like(x), Wx=np.zeros_like(p["Wx"]), Wh=np.zeros_like(p["Wh"]), b=np.zeros_like(p["b"]))
    carry = np.zeros_like(h0)
    for t in reversed(range(len(x))):
        prev = h[t-1] if t else h0
        dz = (dh[t]+carry)*(1-h[t]**2)
        g["dx"][t] = dz @ p["Wx"].T
        g["Wx"] += x[t].T @ dz
        g["Wh"] += prev.T @ dz
        g["b"] += dz.sum(0)
        carry = dz @ p["Wh"]
    g["dh0"] = carry
    return g


#> relu in the cell; direct gradient of the last step only | bracket_closed_early, outside_forgotten
def rnn_forward(x, h0, p):
    hs, h = [], h0
    for t in range(x.shape[0]):
        h = np.tanh(x[t] @ p["Wx"]) + h @ p["Wh"] + p["b"]
        hs.append(h)
    return np.stack(hs)
def rnn_backward(dh, cache):
    x, h0, h, p = cache
    g = {k: np.zeros_like(p[k]) for k in ("Wx", "Wh", "b")}
    dx = np.zeros_like(x)
    carry = dh[-1]
    for t in range(len(x) - 1, -1, -1):
        dz = carry*(1 - h[t]**2)
        g["Wx"] += x[t].T @ dz; g["b"] += dz.sum(0)
        g["Wh"] += (h[t - 1] if t else h0).T @ dz
        dx[t] = dz @ p["Wx"].T
        carry = dz @ p["Wh"].T
    return {"dx": dx, "dh0": carry, **g}


#> the slope of the sigmoid for tanh | sigmoid_slope
def rnn_backward(dh, cache):
    x, h0, h, p = cache
    g = {k: np.zeros_like(p[k]) for k in ("Wx", "Wh", "b")}
    dx, carry = np.zeros_like(x), np.zeros_like(h0)
    for t in range(len(x))[::-1]:
        dz = (dh[t] + carry)*h[t]*(1 - h[t])
        g["Wx"] += x[t].T @ dz; g["b"] += dz.sum(0); g["Wh"] += (h[t - 1] if t else h0).T @ dz
        dx[t], carry = dz @ p["Wx"].T, dz @ p["Wh"].T
    return {"dx": dx, "dh0": carry, **g}


#> dh0 is z of the first step, as one edit | other_variable
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
    return {"dx": dx, "dh0": z, "Wx": dWx, "Wh": dWh, "b": db}


#> dx from d, not z, as one edit | other_variable
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
        dx[t] = d @ p["Wx"].T
        dWx += x[t].T @ z  # += : the same weights at every step
        dWh += before.T @ z
        db += z.sum(axis=0)
        carry = z @ p["Wh"].T
    return {"dx": dx, "dh0": carry, "Wx": dWx, "Wh": dWh, "b": db}


#> b not summed over time (last), as one edit | first_step_kept
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
        db = z.sum(axis=0)
        carry = z @ p["Wh"].T
    return {"dx": dx, "dh0": carry, "Wx": dWx, "Wh": dWh, "b": db}


#> loop over examples, as one edit | right
def rnn_forward(x, h0, p):
    T, N, D = x.shape; H = h0.shape[1]; h = np.zeros((T, N, H))
    for n in range(N):
        s = h0[n]
        for t in range(T):
            s = np.tanh(p["Wx"].T @ x[t, n] + p["Wh"].T @ s + p["b"]); h[t, n] = s
    return h.tolist()


#> einsum at the end, written otherwise | right
def rnn_backward(dh, cache):
    x, h0, h, p = cache
    T = len(x); Z = [None] * T; back = 0
    for t in range(T)[::-1]:
        Z[t] = (dh[t] + back) * (1 - h[t] * h[t])
        back = np.einsum("nh,gh->ng", Z[t], p["Wh"])
    Z = np.array(Z); prev = np.concatenate([h0[None], h[:-1]])
    return dict(dx=Z @ p["Wx"].T, dh0=back, Wx=np.einsum("tnd,tnh->dh", x, Z), Wh=np.einsum("tng,tnh->gh", prev, Z), b=Z.sum((0, 1)))
