#> slope at a for sigmoid; norms mean; depth floor | weights_left_out, not_transposed, rounded_down
def chain_gradient(x, w, b, act):
    f = {"sigmoid": lambda z: 1/(1+np.exp(-z)), "tanh": np.tanh, "relu": lambda z: np.maximum(z, 0)}[act]
    d = {"sigmoid": lambda a: a*(1-a), "tanh": lambda a: 1-a*a, "relu": lambda a: a > 0}[act]
    a, g = x, 1.0
    for wi, bi in zip(w, b):
        a = f(wi*a+bi)
        g = g*d(a)
    return float(g)
def depth_until(factor, limit):
    return int(np.log(limit)/np.log(factor))
def gradient_norms(x, Ws, act, dout):
    f = {"sigmoid": lambda z: 1/(1+np.exp(-z)), "tanh": np.tanh, "relu": lambda z: np.maximum(z, 0)}[act]
    d = {"sigmoid": lambda a: a*(1-a), "tanh": lambda a: 1-a*a, "relu": lambda a: a > 0}[act]
    hs = [x]
    for W in Ws: hs.append(f(hs[-1] @ W))
    g, out = dout, [np.linalg.norm(dout)]
    for W, h in zip(Ws[::-1], hs[:0:-1]):
        g = (g*d(h)) @ W
        out.append(np.linalg.norm(g))
    return np.array(out[::-1])


#> recursion | right
def _f(act): return {"sigmoid": lambda z: 1/(1+np.exp(-z)), "tanh": np.tanh, "relu": lambda z: z*(z > 0)}[act]
def _d(act, a): return {"sigmoid": a*(1-a), "tanh": 1-a**2, "relu": (a > 0)*1.0}[act]
def chain_gradient(x, w, b, act):
    if len(w) == 0:
        return 1.0
    a = _f(act)(w[0]*x+b[0])
    return float(w[0]*_d(act, a)*chain_gradient(a, w[1:], b[1:], act))
def gradient_norms(x, Ws, act, dout):
    def go(h, rest):
        if not rest:
            return dout, [np.linalg.norm(dout)]
        a = _f(act)(h @ rest[0])
        g, norms = go(a, rest[1:])
        g = (g*_d(act, a)) @ rest[0].T
        return g, [np.linalg.norm(g)] + norms
    return np.array(go(x, list(Ws))[1])
def depth_until(factor, limit):
    L, p = 0, 1.0
    while not (p < limit if factor < 1 else p > limit):
        L += 1
        p *= factor
    return L


#> slope at a for sigmoid; norms mean; depth floor again | weights_left_out, not_transposed, rounded_down
def chain_gradient(x, w, b, act):
    f = {"sigmoid": lambda z: 1/(1+np.exp(-z)), "tanh": np.tanh, "relu": lambda z: np.maximum(z, 0)}[act]
    d = {"sigmoid": lambda a: a*(1-a), "tanh": lambda a: 1-a*a, "relu": lambda a: a > 0}[act]
    a, g = x, 1.0
    for wi, bi in zip(w, b):
        a = f(wi*a+bi)
        g = g*d(a)
    return float(g)
def depth_until(factor, limit):
    return int(np.log(limit)/np.log(factor))
def gradient_norms(x, Ws, act, dout):
    f = {"sigmoid": lambda z: 1/(1+np.exp(-z)), "tanh": np.tanh, "relu": lambda z: np.maximum(z, 0)}[act]
    d = {"sigmoid": lambda a: a*(1-a), "tanh": lambda a: 1-a*a, "relu": lambda a: a > 0}[act]
    hs = [x]
    for W in Ws: hs.append(f(hs[-1] @ W))
    g, out = dout, [np.linalg.norm(dout)]
    for W, h in zip(Ws[::-1], hs[:0:-1]):
        g = (g*d(h)) @ W
        out.append(np.linalg.norm(g))
    return np.array(out[::-1])


#> recursion again | right
def _f(act): return {"sigmoid": lambda z: 1/(1+np.exp(-z)), "tanh": np.tanh, "relu": lambda z: z*(z > 0)}[act]
def _d(act, a): return {"sigmoid": a*(1-a), "tanh": 1-a**2, "relu": (a > 0)*1.0}[act]
def chain_gradient(x, w, b, act):
    if len(w) == 0:
        return 1.0
    a = _f(act)(w[0]*x+b[0])
    return float(w[0]*_d(act, a)*chain_gradient(a, w[1:], b[1:], act))
def gradient_norms(x, Ws, act, dout):
    def go(h, rest):
        if not rest:
            return dout, [np.linalg.norm(dout)]
        a = _f(act)(h @ rest[0])
        g, norms = go(a, rest[1:])
        g = (g*_d(act, a)) @ rest[0].T
        return g, [np.linalg.norm(g)] + norms
    return np.array(go(x, list(Ws))[1])
def depth_until(factor, limit):
    L, p = 0, 1.0
    while not (p < limit if factor < 1 else p > limit):
        L += 1
        p *= factor
    return L


#> the slope at the input of the layer; norms squared | squares_returned
def chain_gradient(x, w, b, act):
    f = {"sigmoid": lambda z: 1/(1 + np.exp(-z)), "tanh": np.tanh, "relu": lambda z: max(z, 0)}[act]
    d = {"sigmoid": lambda z: f(z)*(1 - f(z)), "tanh": lambda z: 1 - np.tanh(z)**2, "relu": lambda z: float(z > 0)}[act]
    a, g = x, 1.0
    for wi, bi in zip(w, b):
        g *= wi*d(a)
        a = f(wi*a + bi)
    return g
def gradient_norms(x, Ws, act, dout):
    f = {"sigmoid": lambda z: 1/(1 + np.exp(-z)), "tanh": np.tanh, "relu": lambda z: np.maximum(z, 0)}[act]
    d = {"sigmoid": lambda a: a*(1 - a), "tanh": lambda a: 1 - a*a, "relu": lambda a: (a > 0)*1.0}[act]
    hs = [x]
    for W in Ws: hs.append(f(hs[-1] @ W))
    out, g = [np.sum(dout**2)], dout
    for W, h in zip(Ws[::-1], hs[:0:-1]):
        g = (g*d(h)) @ W.T
        out.append(np.sum(g**2))
    return np.array(out[::-1])
def depth_until(factor, limit):
    L = 0
    while factor**L > limit:
        L += 1
    return L


#> chain: slopes added up, as one edit | factors_added
def chain_gradient(x, w, b, act):
    """Return the derivative of the last activation with respect to x, a float.

    x: float; w, b: float arrays (L,); act: "sigmoid", "tanh" or "relu"
    a = act(w[l] * a + b[l]) for l = 0 to L - 1, from a = x.
    """
    a, gradient = x, 1.0
    for weight, bias in zip(w, b, strict=True):
        a, slope = activation(weight * a + bias, act)
        # One path, so its factors multiply: each layer's weight and its slope.
        gradient = gradient + weight * slope
    return float(gradient)


#> tanh slope 1 - a, as one edit | part_left_out
def activation(z, act):
    """Return act(z) and the slope of act at z."""
    if act == "sigmoid":
        a = 1 / (1 + np.exp(-z))
        return a, a * (1 - a)  # the slope, written with the output
    if act == "tanh":
        a = np.tanh(z)
        return a, 1 - a
    return np.maximum(z, 0), 1.0 * (z > 0)


#> tanh with sigmoid's slope, as one edit | slope_of_sigmoid
def activation(z, act):
    """Return act(z) and the slope of act at z."""
    if act == "sigmoid":
        a = 1 / (1 + np.exp(-z))
        return a, a * (1 - a)  # the slope, written with the output
    if act == "tanh":
        a = np.tanh(z)
        return a, a * (1 - a)
    return np.maximum(z, 0), 1.0 * (z > 0)


#> norms: mean of the norms of the examples, as one edit | mean_of_norms
def gradient_norms(x, Ws, act, dout):
    """Return the norms of the gradients with respect to h_0 = x, h_1, ..., h_L.

    x: float array (N, D); Ws: list of L float arrays (D, D)
    act: "sigmoid", "tanh" or "relu"; h_l = act(h_{l-1} @ W_l)
    dout: float array (N, D), the gradient with respect to h_L
    Returns a float array (L + 1,).
    """
    h, slopes = x, []
    for W in Ws:
        h, slope = activation(h @ W, act)
        slopes.append(slope)  # taken on the way forward, needed on the way back
    g, norms = dout, [np.linalg.norm(dout, axis=1).mean()]
    for W, slope in zip(reversed(Ws), reversed(slopes), strict=True):
        g = (g * slope) @ W.T  # through the activation, then through the weights
        norms.append(np.linalg.norm(g, axis=1).mean())
    return np.array(norms[::-1])


#> norms: root mean square, as one edit | mean_square
def gradient_norms(x, Ws, act, dout):
    """Return the norms of the gradients with respect to h_0 = x, h_1, ..., h_L.

    x: float array (N, D); Ws: list of L float arrays (D, D)
    act: "sigmoid", "tanh" or "relu"; h_l = act(h_{l-1} @ W_l)
    dout: float array (N, D), the gradient with respect to h_L
    Returns a float array (L + 1,).
    """
    h, slopes = x, []
    for W in Ws:
        h, slope = activation(h @ W, act)
        slopes.append(slope)  # taken on the way forward, needed on the way back
    g, norms = dout, [np.sqrt(np.mean(dout**2))]
    for W, slope in zip(reversed(Ws), reversed(slopes), strict=True):
        g = (g * slope) @ W.T  # through the activation, then through the weights
        norms.append(np.sqrt(np.mean(g**2)))
    return np.array(norms[::-1])


#> norms: spectral norm, as one edit | spectral_norm
def gradient_norms(x, Ws, act, dout):
    """Return the norms of the gradients with respect to h_0 = x, h_1, ..., h_L.

    x: float array (N, D); Ws: list of L float arrays (D, D)
    act: "sigmoid", "tanh" or "relu"; h_l = act(h_{l-1} @ W_l)
    dout: float array (N, D), the gradient with respect to h_L
    Returns a float array (L + 1,).
    """
    h, slopes = x, []
    for W in Ws:
        h, slope = activation(h @ W, act)
        slopes.append(slope)  # taken on the way forward, needed on the way back
    g, norms = dout, [np.linalg.norm(dout, 2)]
    for W, slope in zip(reversed(Ws), reversed(slopes), strict=True):
        g = (g * slope) @ W.T  # through the activation, then through the weights
        norms.append(np.linalg.norm(g, 2))
    return np.array(norms[::-1])


#> depth: growing case forgotten, as one edit | other_comparison
def depth_until(factor, limit):
    """Return the smallest L >= 0 with factor**L below (or above) limit, an int.

    factor: float, between 0 and 1 (below) or larger than 1 (above); limit: float > 0
    """
    # Counted rather than found with logarithms, which are off by one when rounding
    # meets a power that is exactly the limit.
    depth, power = 0, 1.0
    while power >= limit:
        depth, power = depth + 1, power * factor
    return depth


#> norms: dout multiplied by own slope at start, as one edit | wrong_place
def gradient_norms(x, Ws, act, dout):
    """Return the norms of the gradients with respect to h_0 = x, h_1, ..., h_L.

    x: float array (N, D); Ws: list of L float arrays (D, D)
    act: "sigmoid", "tanh" or "relu"; h_l = act(h_{l-1} @ W_l)
    dout: float array (N, D), the gradient with respect to h_L
    Returns a float array (L + 1,).
    """
    h, slopes = x, []
    for W in Ws:
        h, slope = activation(h @ W, act)
        slopes.append(slope)  # taken on the way forward, needed on the way back
    g = dout
    norms = [np.linalg.norm(dout * slopes[-1])]
    for W, slope in zip(reversed(Ws), reversed(slopes), strict=True):
        g = (g * slope) @ W.T  # through the activation, then through the weights
        norms.append(np.linalg.norm(g))
    return np.array(norms[::-1])


#> depth: number of factors minus one, as one edit | rounded_down
def depth_until(factor, limit):
    """Return the smallest L >= 0 with factor**L below (or above) limit, an int.

    factor: float, between 0 and 1 (below) or larger than 1 (above); limit: float > 0
    """
    # Counted rather than found with logarithms, which are off by one when rounding
    # meets a power that is exactly the limit.
    depth, power = 0, 1.0
    while (power >= limit) if factor < 1 else (power <= limit):
        depth, power = depth + 1, power * factor
    return depth - 1


#> matmul chain by einsum, list, as one edit | right
def gradient_norms(x, Ws, act, dout):
    hs = [x]; zs = []
    for W in Ws:
        zs.append(np.einsum("nd,de->ne", hs[-1], W)); hs.append(activation(zs[-1], act)[0])
    g = dout.copy(); out = [float((g * g).sum() ** .5)]
    for W, z in list(zip(Ws, zs))[::-1]:
        g = np.einsum("ne,de->nd", g * activation(z, act)[1], W); out.insert(0, float((g * g).sum() ** .5))
    return out


#> recursion, cosh, ceil with guard, written otherwise | right
import math
def chain_gradient(x, w, b, act):
    if len(w) == 0: return 1.0
    z = w[0] * x + b[0]
    a, s = {"sigmoid": lambda: (1 / (1 + math.exp(-z)), .25 / math.cosh(z / 2) ** 2), "tanh": lambda: (math.tanh(z), 1 / math.cosh(z) ** 2), "relu": lambda: (max(z, 0), float(z > 0))}[act]()
    return w[0] * s * chain_gradient(a, w[1:], b[1:], act)
def depth_until(factor, limit):
    L = 0
    while not (factor ** L < limit if factor < 1 else factor ** L > limit): L += 1
    return L


#> z in the slope of the sigmoid | score_for_output
def activation(z, act):
    if act == 'sigmoid':
        a = 1 / (1 + np.exp(-z))
        return (a, z * (1 - z))
    if act == 'tanh':
        a = np.tanh(z)
        return (a, 1 - a ** 2)
    return (np.maximum(z, 0), 1.0 * (z > 0))


#> the slope after the weights | slope_after_weights
def gradient_norms(x, Ws, act, dout):
    h, slopes = (x, [])
    for W in Ws:
        h, slope = activation(h @ W, act)
        slopes.append(slope)
    g, norms = (dout, [np.linalg.norm(dout)])
    for W, slope in zip(reversed(Ws), reversed(slopes), strict=True):
        g = g @ W.T * slope
        norms.append(np.linalg.norm(g))
    return np.array(norms[::-1])


#> the last norm of the way back alone | first_only
def gradient_norms(x, Ws, act, dout):
    h, slopes = (x, [])
    for W in Ws:
        h, slope = activation(h @ W, act)
        slopes.append(slope)
    g, norms = (dout, [np.linalg.norm(dout)])
    for W, slope in zip(reversed(Ws), reversed(slopes), strict=True):
        g = g * slope @ W.T
        norms.append(np.linalg.norm(g))
    return norms[-1]
