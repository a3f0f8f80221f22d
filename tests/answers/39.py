#> the variance | root_missing, scale_squared
def init_scale(kind, n_in, n_out):
    if kind not in ("lecun", "xavier", "he"):
        raise ValueError(kind)
    return {"lecun": 1 / n_in, "xavier": 2 / (n_in + n_out), "he": 2 / n_in}[kind]


#> outputs for inputs | he_fan_out
def init_scale(kind, n_in, n_out):
    if kind not in ("lecun", "xavier", "he"):
        raise ValueError(kind)
    return {"lecun": 1 / n_out, "xavier": 2 / (n_in + n_out), "he": 2 / n_out}[kind] ** 0.5


#> he without the two | he_two_missing
def init_scale(kind, n_in, n_out):
    if kind not in ("lecun", "xavier", "he"):
        raise ValueError(kind)
    return {"lecun": 1 / n_in, "xavier": 2 / (n_in + n_out), "he": 1 / n_in}[kind] ** 0.5


#> the limit of the uniform form | uniform_bound
def init_scale(kind, n_in, n_out):
    if kind not in ("lecun", "xavier", "he"):
        raise ValueError(kind)
    return (3 * {"lecun": 1 / n_in, "xavier": 2 / (n_in + n_out), "he": 2 / n_in}[kind]) ** 0.5


#> all kinds alike | argument_ignored
def init_scale(kind, n_in, n_out):
    if kind not in ("lecun", "xavier", "he"):
        raise ValueError(kind)
    return (2 / n_in) ** 0.5


#> before the activation | scores_measured
def signal(X, params, g):
    a, out = X, []
    for W, b in params:
        z = a @ W + b
        out.append(float(z.std()))
        a = g(z)
    return out


#> the variance of the signal | variance_measured
def signal(X, params, g):
    a, out = X, []
    for W, b in params:
        a = g(a @ W + b)
        out.append(float(a.var()))
    return out


#> the input counted | input_listed
def signal(X, params, g):
    a, out = X, [float(X.std())]
    for W, b in params:
        a = g(a @ W + b)
        out.append(float(a.std()))
    return out


#> weights all 0 | all_zero
def init_params(sizes, kind, rng):
    return [(np.zeros((a, b)), np.zeros(b)) for a, b in zip(sizes, sizes[1:])]


#> variance for std, xavier uniform limit, (out, in) | root_missing, layout_out_in, per_unit
def init_scale(kind, n_in, n_out):
    if kind == "lecun": return 1/n_in
    if kind == "xavier": return 2/(n_in+n_out)
    if kind == "he": return 2/n_in
    raise ValueError
def init_params(sizes, kind, rng):
    return [(rng.normal(0, {"lecun": 1/a, "xavier": 2/(a+b), "he": 2/a}[kind]**0.5, (b, a)), np.zeros(b)) for a, b in zip(sizes[:-1], sizes[1:])]
def signal(X, params, g):
    out, a = [], X
    for W, b in params:
        a = g(a @ W + b)
        out.append(float(a.std(axis=0).mean()))
    return out


#> xavier uses sqrt(6/..), signal measured before g | he_fan_out, scores_measured
def init_scale(kind, n_in, n_out):
    if kind == "lecun": return np.sqrt(1/n_in)
    if kind == "xavier": return np.sqrt(6/(n_in+n_out))
    if kind == "he": return np.sqrt(2/n_out)
    raise ValueError
def signal(X, params, g):
    out, a = [], X
    for W, b in params:
        z = a @ W + b
        out.append(float(z.std()))
        a = g(z)
    return out


#> uniform numbers, biases random | uniform_drawn
def init_params(sizes, kind, rng):
    out = []
    for a, b in zip(sizes[:-1], sizes[1:]):
        s = {"lecun": (1/a)**.5, "xavier": (2/(a + b))**.5, "he": (2/a)**.5}[kind]
        out.append((rng.uniform(-s, s, (a, b)), np.zeros(b)))
    return out
def init_scale(kind, n_in, n_out):
    return {"lecun": 1/n_in, "xavier": 2/n_in + n_out, "he": 2/n_in}[kind]**0.5


#> the weights drawn for every layer from the first | nothing
def init_params(sizes, kind, rng):
    s = {"lecun": (1/sizes[0])**.5, "xavier": (2/(sizes[0] + sizes[1]))**.5, "he": (2/sizes[0])**.5}[kind]
    return [(rng.normal(0, s, (a, b)), np.zeros(b)) for a, b in zip(sizes, sizes[1:])]
def signal(X, params, g):
    out, a = [float(np.std(X))], X
    for W, b in params[:-1]:
        a = g(a @ W + b)
        out.append(float(a.std()))
    return out


#> standard_normal, scale argument, var, written otherwise | right
def init_scale(kind, n_in, n_out):
    return {"lecun": lambda: 1 / n_in, "xavier": lambda: 2 / (n_in + n_out), "he": lambda: 2 / n_in}[kind]() ** .5 if kind in ("lecun", "xavier", "he") else _no()
def _no():
    raise ValueError("kind")
def init_params(sizes, kind, rng):
    return [(rng.normal(0, init_scale(kind, a, b), (a, b)), [0.0] * b) for a, b in zip(sizes, sizes[1:])]
def signal(X, params, g):
    out = ()
    for W, b in params:
        X = g(np.einsum("ni,io->no", X, W) + b)
        out += (np.sqrt(np.mean(X ** 2) - np.mean(X) ** 2),)
    return out
