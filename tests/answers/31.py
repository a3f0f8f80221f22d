#> m + dw without 1 - beta1 | averages_not_weighted
def adam(w, dw, config):
    c = dict(config)
    t = c["t"] = c.get("t", 0) + 1
    b1, b2 = c["beta1"], c["beta2"]
    c["m"] = b1 * c.get("m", 0) + dw
    c["v"] = b2 * c.get("v", 0) + (1 - b2) * dw * dw
    return w - c["learning_rate"] * (c["m"] / (1 - b1**t)) / (np.sqrt(c["v"] / (1 - b2**t)) + c["epsilon"]), c


#> the usual decay rates, whatever config says | betas_ignored
right = adam


def adam(w, dw, config):
    next_w, kept = right(w, dw, {**config, "beta1": 0.9, "beta2": 0.999})
    return next_w, {**kept, "beta1": config["beta1"], "beta2": config["beta2"]}


#> 1 - beta without its power | count_frozen
def adam(w, dw, config):
    beta1, beta2 = config["beta1"], config["beta2"]
    m = beta1 * config.get("m", 0) + (1 - beta1) * dw
    v = beta2 * config.get("v", 0) + (1 - beta2) * dw**2
    step = config["learning_rate"] * (m / (1 - beta1)) / (np.sqrt(v / (1 - beta2)) + config["epsilon"])
    return w - step, {**config, "m": m, "v": v}


#> no correction | correction_missing
def adam(w, dw, config):
    b1, b2, t = config["beta1"], config["beta2"], config.get("t", 0) + 1
    m = b1 * config.get("m", np.zeros_like(w)) + (1 - b1) * dw
    v = b2 * config.get("v", np.zeros_like(w)) + (1 - b2) * dw**2
    return w - config["learning_rate"] * m / (np.sqrt(v) + config["epsilon"]), {**config, "m": m, "v": v, "t": t}


#> beta2 frozen | betas_ignored
def adam(w, dw, config):
    b1, b2, t = config["beta1"], 0.999, config.get("t", 0) + 1
    m = b1 * config.get("m", np.zeros_like(w)) + (1 - b1) * dw
    v = b2 * config.get("v", np.zeros_like(w)) + (1 - b2) * dw**2
    s = (m / (1 - b1**t)) / (np.sqrt(v / (1 - b2**t)) + config["epsilon"])
    return w - config["learning_rate"] * s, {**config, "m": m, "v": v, "t": t}


#> no root | root_missing
def adam(w, dw, config):
    b1, b2, t = config["beta1"], config["beta2"], config.get("t", 0) + 1
    m = b1 * config.get("m", np.zeros_like(w)) + (1 - b1) * dw
    v = b2 * config.get("v", np.zeros_like(w)) + (1 - b2) * dw**2
    s = (m / (1 - b1**t)) / (v / (1 - b2**t) + config["epsilon"])
    return w - config["learning_rate"] * s, {**config, "m": m, "v": v, "t": t}


#> epsilon inside the root | right
def adam(w, dw, config):
    b1, b2, t = config["beta1"], config["beta2"], config.get("t", 0) + 1
    m = b1 * config.get("m", np.zeros_like(w)) + (1 - b1) * dw
    v = b2 * config.get("v", np.zeros_like(w)) + (1 - b2) * dw**2
    s = (m / (1 - b1**t)) / np.sqrt(v / (1 - b2**t) + config["epsilon"])
    return w - config["learning_rate"] * s, {**config, "m": m, "v": v, "t": t}


#> dw not squared | gradient_not_squared
def adam(w, dw, config):
    b1, b2, t = config["beta1"], config["beta2"], config.get("t", 0) + 1
    m = b1 * config.get("m", np.zeros_like(w)) + (1 - b1) * dw
    v = b2 * config.get("v", np.zeros_like(w)) + (1 - b2) * np.abs(dw)
    s = (m / (1 - b1**t)) / (np.sqrt(v / (1 - b2**t)) + config["epsilon"])
    return w - config["learning_rate"] * s, {**config, "m": m, "v": v, "t": t}


#> t counted afterwards | counted_from_zero
def adam(w, dw, config):
    b1, b2, t = config["beta1"], config["beta2"], config.get("t", 0)
    m = b1 * config.get("m", np.zeros_like(w)) + (1 - b1) * dw
    v = b2 * config.get("v", np.zeros_like(w)) + (1 - b2) * dw**2
    s = (m / (1 - b1**t)) / (np.sqrt(v / (1 - b2**t)) + config["epsilon"])
    return w - config["learning_rate"] * s, {**config, "m": m, "v": v, "t": t + 1}


#> corrected moments kept | corrected_moments_stored
def adam(w, dw, config):
    b1, b2, t = config["beta1"], config["beta2"], config.get("t", 0) + 1
    m = b1 * config.get("m", np.zeros_like(w)) + (1 - b1) * dw
    v = b2 * config.get("v", np.zeros_like(w)) + (1 - b2) * dw**2
    m, v = m / (1 - b1**t), v / (1 - b2**t)
    return w - config["learning_rate"] * m / (np.sqrt(v) + config["epsilon"]), {**config, "m": m, "v": v, "t": t}


#> beta and 1 - beta exchanged | weights_exchanged
def adam(w, dw, config):
    b1, b2, t = config["beta1"], config["beta2"], config.get("t", 0) + 1
    m = (1 - b1) * config.get("m", np.zeros_like(w)) + b1 * dw
    v = (1 - b2) * config.get("v", np.zeros_like(w)) + b2 * dw**2
    s = (m / (1 - b1**t)) / (np.sqrt(v / (1 - b2**t)) + config["epsilon"])
    return w - config["learning_rate"] * s, {**config, "m": m, "v": v, "t": t}


#> beta times t | power_as_product
def adam(w, dw, config):
    b1, b2, t = config["beta1"], config["beta2"], config.get("t", 0) + 1
    m = b1 * config.get("m", np.zeros_like(w)) + (1 - b1) * dw
    v = b2 * config.get("v", np.zeros_like(w)) + (1 - b2) * dw**2
    s = (m / (1 - b1 * t)) / (np.sqrt(v / (1 - b2 * t)) + config["epsilon"])
    return w - config["learning_rate"] * s, {**config, "m": m, "v": v, "t": t}


#> the rate inside the moment | ascent
def adam(w, dw, config):
    b1, b2, t = config["beta1"], config["beta2"], config.get("t", 0) + 1
    m = b1 * config.get("m", np.zeros_like(w)) + (1 - b1) * dw
    v = b2 * config.get("v", np.zeros_like(w)) + (1 - b2) * dw**2
    s = (m / (1 - b1**t)) / (np.sqrt(v / (1 - b2**t)) + config["epsilon"])
    return w + config["learning_rate"] * s, {**config, "m": m, "v": v, "t": t}


#> the rate fixed | argument_ignored
def adam(w, dw, config):
    b1, b2, t = config["beta1"], config["beta2"], config.get("t", 0) + 1
    m = b1 * config.get("m", np.zeros_like(w)) + (1 - b1) * dw
    v = b2 * config.get("v", np.zeros_like(w)) + (1 - b2) * dw**2
    s = (m / (1 - b1**t)) / (np.sqrt(v / (1 - b2**t)) + config["epsilon"])
    return w - 0.001 * s, {**config, "m": m, "v": v, "t": t}


#> as in the paper, one alpha_t | right
def adam(w, dw, config):
    b1, b2, t = config["beta1"], config["beta2"], config.get("t", 0) + 1
    m = b1 * config.get("m", 0) + (1 - b1) * dw
    v = b2 * config.get("v", 0) + (1 - b2) * dw * dw
    a = config["learning_rate"] * np.sqrt(1 - b2**t) / (1 - b1**t)
    return w - a * m / (np.sqrt(v) + config["epsilon"]), dict(config, m=m, v=v, t=t)


#> in other variables | right
def adam(w, dw, config):
    c = dict(config)
    c["t"] = c.get("t", 0) + 1
    c["m"] = c["beta1"] * c.get("m", 0) + (1 - c["beta1"]) * dw
    c["v"] = c["beta2"] * c.get("v", 0) + (1 - c["beta2"]) * np.square(dw)
    return w - c["learning_rate"] * (c["m"] / (1 - c["beta1"] ** c["t"])) / (np.sqrt(c["v"] / (1 - c["beta2"] ** c["t"])) + c["epsilon"]), c


#> t starts at 0 then increments after; corrected state stored | corrected_moments_stored
def adam(w, dw, config):
    m = config.setdefault("m", np.zeros_like(w))
    v = config.setdefault("v", np.zeros_like(w))
    t = config.setdefault("t", 0) + 1
    b1, b2 = config["beta1"], config["beta2"]
    m = b1*m + (1-b1)*dw
    v = b2*v + (1-b2)*dw**2
    m = m/(1-b1**t)
    v = v/(1-b2**t)
    config.update(m=m, v=v, t=t)
    return w - config["learning_rate"]*m/(np.sqrt(v)+config["epsilon"]), config


#> v not squared | nothing
def adam(w, dw, config):
    config = dict(config)
    t = config.get("t", 0) + 1
    m = config["beta1"]*config.get("m", 0) + (1-config["beta1"])*dw
    v = config["beta2"]*config.get("v", 0) + (1-config["beta2"])*np.abs(dw)
    config.update(t=t, m=m, v=v)
    mt = m/(1-config["beta1"]*t)
    vt = v/(1-config["beta2"]*t)
    return w - config["learning_rate"]*mt/(np.sqrt(vt)+config["epsilon"]), config


#> state tuple in one key | right
def adam(w, dw, config):
    m, v, t = config.get("state", (0.0, 0.0, 0))
    b1, b2, t = config["beta1"], config["beta2"], t+1
    m, v = b1*m + (1-b1)*dw, b2*v + (1-b2)*dw*dw
    a = config["learning_rate"]*np.sqrt(1-b2**t)/(1-b1**t)
    return w - a*m/(np.sqrt(v)+config["epsilon"]*np.sqrt(1-b2**t)), {**config, "state": (m, v, t)}


#> AMSGrad | right_at_first
def adam(w, dw, config):
    b1, b2 = config["beta1"], config["beta2"]
    t = config.get("t", 0) + 1
    m = b1*config.get("m", 0) + (1 - b1)*dw
    v = b2*config.get("v", 0) + (1 - b2)*dw**2
    vmax = np.maximum(config.get("vmax", 0), v)
    config.update(t=t, m=m, v=v, vmax=vmax)
    return w - config["learning_rate"]*(m/(1 - b1**t))/(np.sqrt(vmax/(1 - b2**t)) + config["epsilon"]), config


#> the variance around the mean, as AdaBelief | other_variable
def adam(w, dw, config):
    b1, b2 = config["beta1"], config["beta2"]
    t = config.get("t", 0) + 1
    m = b1*config.get("m", np.zeros_like(w)) + (1 - b1)*dw
    v = b2*config.get("v", np.zeros_like(w)) + (1 - b2)*m**2
    config.update(t=t, m=m, v=v)
    return w - config["learning_rate"]*(m/(1 - b1**t))/(np.sqrt(v/(1 - b2**t)) + config["epsilon"]), config


#> the correction of v with beta1 | one_correction_for_both
def adam(w, dw, config):
    c = dict(config)
    b1, b2 = c["beta1"], c["beta2"]
    c["t"] = t = c.get("t", 0) + 1
    c["m"] = b1*c.get("m", 0) + (1 - b1)*dw
    c["v"] = b2*c.get("v", 0) + (1 - b2)*dw**2
    return w - c["learning_rate"]*c["m"]/(1 - b1**t)/(np.sqrt(c["v"]/(1 - b1**t)) + c["epsilon"]), c


#> the averages of Adam begun anew | averages_lost
def adam(w, dw, config):
    beta1, beta2 = (config['beta1'], config['beta2'])
    t = config.get('t', 0) + 1
    m = beta1 * np.zeros_like(w) + (1 - beta1) * dw
    v = beta2 * np.zeros_like(w) + (1 - beta2) * dw ** 2
    mhat = m / (1 - beta1 ** t)
    vhat = v / (1 - beta2 ** t)
    step = config['learning_rate'] * mhat / (np.sqrt(vhat) + config['epsilon'])
    return (w - step, {**config, 'm': m, 'v': v, 't': t})
