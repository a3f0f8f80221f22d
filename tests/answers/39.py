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
