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
