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
