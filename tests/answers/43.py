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
