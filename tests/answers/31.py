#> m + dw without 1 - beta1 | averages_not_weighted
def adam(w, dw, config):
    c = dict(config)
    t = c["t"] = c.get("t", 0) + 1
    b1, b2 = c["beta1"], c["beta2"]
    c["m"] = b1 * c.get("m", 0) + dw
    c["v"] = b2 * c.get("v", 0) + (1 - b2) * dw * dw
    return w - c["learning_rate"] * (c["m"] / (1 - b1**t)) / (np.sqrt(c["v"] / (1 - b2**t)) + c["epsilon"]), c
