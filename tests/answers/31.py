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
