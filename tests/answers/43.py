#> no root | root_missing
def adagrad(w, dw, config):
    s = config.get("s", np.zeros_like(w)) + dw**2
    return w - config["learning_rate"] * dw / (s + config["epsilon"]), {**config, "s": s}


#> sums of gradients | not_squared
def adagrad(w, dw, config):
    s = config.get("s", np.zeros_like(w)) + np.abs(dw)
    return w - config["learning_rate"] * dw / (np.sqrt(s) + config["epsilon"]), {**config, "s": s}


#> not kept | state_lost
def adagrad(w, dw, config):
    s = dw**2
    return w - config["learning_rate"] * dw / (np.sqrt(s) + config["epsilon"]), config


#> rho fixed | other_value_used
def rmsprop(w, dw, config):
    s = 0.9 * config.get("s", np.zeros_like(w)) + 0.1 * dw**2
    return w - config["learning_rate"] * dw / (np.sqrt(s) + config["epsilon"]), {**config, "s": s}


#> rho and 1 - rho exchanged | weights_exchanged
def rmsprop(w, dw, config):
    rho = config["rho"]
    s = (1 - rho) * config.get("s", np.zeros_like(w)) + rho * dw**2
    return w - config["learning_rate"] * dw / (np.sqrt(s) + config["epsilon"]), {**config, "s": s}


#> decay of the loss in place of the weights | coupled
right = adamw
def adamw(w, dw, config):
    n, c = right(w, dw + config["weight_decay"] * w, {**config, "weight_decay": 0.0})
    return n, {**c, "weight_decay": config["weight_decay"]}


#> decay without the rate | decay_without_rate
right = adamw
def adamw(w, dw, config):
    n, c = right(w, dw, {**config, "weight_decay": 0.0})
    return n - config["weight_decay"] * w, {**c, "weight_decay": config["weight_decay"]}


#> no decay | decay_missing
right = adamw
def adamw(w, dw, config):
    n, c = right(w, dw, {**config, "weight_decay": 0.0})
    return n, {**c, "weight_decay": config["weight_decay"]}


#> the old d after the update | steps_not_kept
def adadelta(w, dw, config):
    rho, eps = config["rho"], config["epsilon"]
    s = rho * config.get("s", np.zeros_like(w)) + (1 - rho) * dw**2
    d = config.get("d", np.zeros_like(w))
    q = np.sqrt(d + eps) / np.sqrt(s + eps) * dw
    return w - config["learning_rate"] * q, {**config, "s": s}


#> rmsprop rho on wrong term; adagrad without accumulate; adamw decays grad | state_lost, weights_exchanged, gradients_remembered, coupled
def adagrad(w, dw, config):
    config["s"] = dw**2
    return w - config["learning_rate"]*dw/(np.sqrt(config["s"])+config["epsilon"]), config
def rmsprop(w, dw, config):
    rho = config["rho"]
    s = (1-rho)*config.get("s", 0) + rho*dw**2
    config["s"] = s
    return w - config["learning_rate"]*dw/(np.sqrt(s)+config["epsilon"]), config
def adadelta(w, dw, config):
    rho, eps = config["rho"], config["epsilon"]
    s = rho*config.get("s", 0) + (1-rho)*dw**2
    d = config.get("d", 0)
    q = np.sqrt(d+eps)/np.sqrt(s+eps)*dw
    config["s"] = s
    config["d"] = rho*d + (1-rho)*dw**2
    return w - config["learning_rate"]*q, config
def adamw(w, dw, config):
    b1, b2 = config["beta1"], config["beta2"]
    dw = dw + config["weight_decay"]*w
    t = config.get("t", 0)+1
    m = b1*config.get("m", 0)+(1-b1)*dw
    v = b2*config.get("v", 0)+(1-b2)*dw**2
    config.update(t=t, m=m, v=v)
    return w - config["learning_rate"]*(m/(1-b1**t)/(np.sqrt(v/(1-b2**t))+config["epsilon"])), config


#> adagrad with rate inside the sum; adadelta with learning rate forgotten; adamw decay without lr | right_at_first, root_missing, rate_ignored, decay_without_rate
def adagrad(w, dw, config):
    s = config.get("s", 0) + dw
    config["s"] = s
    return w - config["learning_rate"]*dw/(np.abs(s) + config["epsilon"]), config
def rmsprop(w, dw, config):
    s = config["rho"]*config.get("s", 0) + (1 - config["rho"])*dw**2
    config["s"] = s
    return w - config["learning_rate"]*dw/(s + config["epsilon"]), config
def adadelta(w, dw, config):
    rho, eps = config["rho"], config["epsilon"]
    s = rho*config.get("s", 0) + (1 - rho)*dw**2
    d = config.get("d", 0)
    q = np.sqrt(d + eps)/np.sqrt(s + eps)*dw
    config.update(s=s, d=rho*d + (1 - rho)*q**2)
    return w - q, config
def adamw(w, dw, config):
    b1, b2 = config["beta1"], config["beta2"]
    t = config.get("t", 0) + 1
    m = b1*config.get("m", 0) + (1 - b1)*dw
    v = b2*config.get("v", 0) + (1 - b2)*dw**2
    config.update(t=t, m=m, v=v)
    return w - config["learning_rate"]*(m/(1 - b1**t)/(np.sqrt(v/(1 - b2**t)) + config["epsilon"])) - config["weight_decay"]*w, config


#> the square of this step only | state_lost
def adagrad(w, dw, config):
    config["s"] = dw**2
    return w - config["learning_rate"] * dw / (np.sqrt(config["s"]) + config["epsilon"]), config


#> adamw: t from 0 (count after use), as one edit | part_left_out
def adamw(w, dw, config):
    """Take one step of Adam with decoupled weight decay.

    w, dw: as for adagrad
    config: dict with floats "learning_rate", "beta1", "beta2", "epsilon" and
        "weight_decay", then with state

    Returns (next_w, config): next_w shaped like w; config carries the state on.
    """
    beta1, beta2 = config["beta1"], config["beta2"]
    t = config.get("t", 0)
    m = beta1 * config.get("m", np.zeros_like(w)) + (1 - beta1) * dw
    v = beta2 * config.get("v", np.zeros_like(w)) + (1 - beta2) * dw**2
    step = m / (1 - beta1**t) / (np.sqrt(v / (1 - beta2**t)) + config["epsilon"])
    # The decay stands beside the quotient: it is not divided by the size of gradients.
    next_w = w - config["learning_rate"] * (step + config["weight_decay"] * w)
    return next_w, {**config, "m": m, "v": v, "t": t + 1}


#> adamw: eps instead of sqrt: v uncorrected, as one edit | part_left_out
def adamw(w, dw, config):
    """Take one step of Adam with decoupled weight decay.

    w, dw: as for adagrad
    config: dict with floats "learning_rate", "beta1", "beta2", "epsilon" and
        "weight_decay", then with state

    Returns (next_w, config): next_w shaped like w; config carries the state on.
    """
    beta1, beta2 = config["beta1"], config["beta2"]
    t = config.get("t", 0) + 1
    m = beta1 * config.get("m", np.zeros_like(w)) + (1 - beta1) * dw
    v = beta2 * config.get("v", np.zeros_like(w)) + (1 - beta2) * dw**2
    step = m / (1 - beta1**t) / (np.sqrt(v) + config["epsilon"])
    # The decay stands beside the quotient: it is not divided by the size of gradients.
    next_w = w - config["learning_rate"] * (step + config["weight_decay"] * w)
    return next_w, {**config, "m": m, "v": v, "t": t}


#> mutated config; step size form of Adam, written otherwise | right
def adamw(w, dw, config):
    c = config.setdefault("state", [0, 0 * w, 0 * w])
    c[0] += 1
    c[1] = c[1] + (1 - config["beta1"]) * (dw - c[1])
    c[2] = c[2] + (1 - config["beta2"]) * (dw * dw - c[2])
    lr = config["learning_rate"]
    root = (1 - config["beta2"] ** c[0]) ** .5
    out = w * (1 - lr * config["weight_decay"]) - lr * root / (1 - config["beta1"] ** c[0]) * c[1] / (c[2] ** .5 + config["epsilon"] * root)
    return out, config
def adagrad(w, dw, config):
    config["G"] = config.get("G", 0) + np.square(dw)
    return w - config["learning_rate"] * dw / np.sqrt(config["G"] + config["epsilon"] ** 2), config
