#> the half forgotten | half_missing
def l2_penalty(params, lam):
    W = {k: v for k, v in params.items() if k.startswith("W")}
    return lam * sum(np.sum(v**2) for v in W.values()), {k: lam * v if k in W else np.zeros_like(v) for k, v in params.items()}


#> the two of the derivative | gradient_doubled
def l2_penalty(params, lam):
    W = {k: v for k, v in params.items() if k.startswith("W")}
    return lam / 2 * sum(np.sum(v**2) for v in W.values()), {k: 2 * lam * v if k in W else np.zeros_like(v) for k, v in params.items()}


#> biases too | biases_penalised
def l2_penalty(params, lam):
    return lam / 2 * sum(np.sum(v**2) for v in params.values()), {k: lam * v for k, v in params.items()}


#> biases have no gradient | entry_missing
def l2_penalty(params, lam):
    W = {k: v for k, v in params.items() if k.startswith("W")}
    return lam / 2 * sum(np.sum(v**2) for v in W.values()), {k: lam * v for k, v in W.items()}


#> the last matrix only | last_matrix_only
def l2_penalty(params, lam):
    for k, v in params.items():
        if k.startswith("W"):
            penalty = lam / 2 * np.sum(v**2)
    return penalty, {k: lam * v if k.startswith("W") else np.zeros_like(v) for k, v in params.items()}


#> not scaled up | not_scaled
def dropout_forward(x, u, p, train):
    m = 1.0 * (u >= p) if train else np.ones_like(x)
    return x * m, m


#> p kept, not dropped | p_as_keep_probability
def dropout_forward(x, u, p, train):
    m = (u < p) / p if train else np.ones_like(x)
    return x * m, m


#> dropped in use as well | dropped_in_use
def dropout_forward(x, u, p, train):
    m = (u >= p) / (1 - p)
    return x * m, m


#> divided by p | divided_by_p
def dropout_forward(x, u, p, train):
    m = (u >= p) / p if train else np.ones_like(x)
    return x * m, m


#> scaled in use | scaled_in_use_instead
def dropout_forward(x, u, p, train):
    m = 1.0 * (u >= p) if train else (1 - p) * np.ones_like(x)
    return x * m, m


#> everything passes back | mask_forgotten
def dropout_backward(dout, cache):
    return dout


#> only the mask passes back | scale_forgotten
def dropout_backward(dout, cache):
    return dout * (cache > 0)


#> dropout not inverted; penalty incl. bias; grads 2 lam W | half_missing, gradient_doubled, scaled_in_use_instead, mask_forgotten
def l2_penalty(params, lam):
    pen = lam*sum(np.sum(v**2) for k, v in params.items() if k.startswith("W"))
    return float(pen), {k: (2*lam*v if k.startswith("W") else np.zeros_like(v)) for k, v in params.items()}
def dropout_forward(x, u, p, train):
    if not train:
        return x*(1-p), np.ones_like(x)*(1-p)
    mask = (u >= p).astype(float)
    return x*mask, mask
def dropout_backward(dout, cache):
    return dout


#> keep prob semantic | biases_penalised, p_as_keep_probability, scale_forgotten
def l2_penalty(params, lam):
    return lam/2*sum(float(np.sum(v)**2) for k, v in params.items() if k[0] == "W"), {k: lam*v for k, v in params.items()}
def dropout_forward(x, u, p, train):
    mask = (u < p)/p if train else np.ones(x.shape)
    return x*mask, mask
def dropout_backward(dout, cache):
    return dout*(cache > 0)


#> the L1 penalty; the mask with u < p | magnitudes_halved, mask_inverted
def l2_penalty(params, lam):
    pen = lam/2*sum(np.sum(np.abs(v)) for k, v in params.items() if k.startswith("W"))
    return float(pen), {k: lam*np.sign(v) if k.startswith("W") else np.zeros_like(v) for k, v in params.items()}
def dropout_forward(x, u, p, train):
    mask = (u < p)/(1 - p) if train else np.ones_like(x)
    return x*mask, mask


#> the penalty without lambda | factor_missing, divided_by_p
def l2_penalty(params, lam):
    return 0.5*sum(float(np.sum(v**2)) for k, v in params.items() if k[0] == "W"), {k: lam*v if k[0] == "W" else 0*v for k, v in params.items()}
def dropout_forward(x, u, p, train):
    f = np.where(u >= p, 1/p, 0.0) if train else np.ones_like(x)
    return x*f, f


#> where, einsum, list, written otherwise | right
def l2_penalty(params, lam):
    return lam / 2 * sum(np.vdot(v, v) for k, v in params.items() if "W" in k), {k: (lam * v if "W" in k else 0 * v) for k, v in params.items()}
def dropout_forward(x, u, p, train):
    f = np.where(u < p, 0, 1 / (1 - p)) if train else np.ones(x.shape, int)
    return np.where(f > 0, x * f, 0), f


#> random numbers of its own | second_call_differs
def dropout_forward(x, u, p, train):
    factors = (np.random.rand(*x.shape) >= p) / (1 - p) if train else np.ones_like(x)
    return (x * factors, factors)
