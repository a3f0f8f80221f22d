#> added | ascent
def sgd_momentum(w, dw, config):
    v = config.get("velocity", np.zeros_like(w))
    v = config["momentum"] * v + config["learning_rate"] * dw
    return w + v, {**config, "velocity": v}


#> momentum fixed | argument_ignored
def sgd_momentum(w, dw, config):
    v = config.get("velocity", np.zeros_like(w))
    v = 0.9 * v + config["learning_rate"] * dw
    return w - v, {**config, "velocity": v}


#> an average of gradients | averaged
def sgd_momentum(w, dw, config):
    v = config.get("velocity", np.zeros_like(w))
    m = config["momentum"]
    v = m * v + (1 - m) * dw
    return w - config["learning_rate"] * v, {**config, "velocity": v}


#> velocity never kept | no_memory
def sgd_momentum(w, dw, config):
    v = config.get("velocity", np.zeros_like(w))
    v = config["momentum"] * v + config["learning_rate"] * dw
    return w - v, config


#> no momentum | no_memory
def sgd_momentum(w, dw, config):
    return w - config["learning_rate"] * dw, config


#> as in PyTorch, rate outside | right
def sgd_momentum(w, dw, config):
    v = config.get("velocity", np.zeros_like(w))
    v = config["momentum"] * v + dw
    return w - config["learning_rate"] * v, {**config, "velocity": v}


#> the key of another course | key_not_there
def sgd_momentum(w, dw, config):
    v = config["v"]
    v = config["beta"] * v + (1 - config["beta"]) * dw
    return w - config["learning_rate"] * v, config


#> biases decay too | biases_decayed
def add_weight_decay(grads, params, weight_decay):
    return {k: g + weight_decay * params[k] for k, g in grads.items()}


#> half or twice | decay_doubled
def add_weight_decay(grads, params, weight_decay):
    return {k: g + 2 * weight_decay * params[k] if k.startswith("W") else g for k, g in grads.items()}


#> the sign of the decay | decay_subtracted
def add_weight_decay(grads, params, weight_decay):
    return {k: g - weight_decay * params[k] if k.startswith("W") else g for k, g in grads.items()}


#> the rate of decay forgotten | argument_ignored
def add_weight_decay(grads, params, weight_decay):
    return {k: g + params[k] if k.startswith("W") else g for k, g in grads.items()}


#> the squares | weight_squared
def add_weight_decay(grads, params, weight_decay):
    return {k: g + weight_decay * params[k] ** 2 if k.startswith("W") else g for k, g in grads.items()}


#> state by setdefault | right
def sgd_momentum(w, dw, config):
    v = config.setdefault("v", np.zeros_like(w))
    config["v"] = config["momentum"] * v + config["learning_rate"] * dw
    return w - config["v"], config


#> PyTorch momentum (lr outside); weight decay with lr; decays all | ascent, biases_decayed
def sgd_momentum(w, dw, config):
    v = config.get("velocity", np.zeros_like(w))
    v = config["momentum"]*v - config["learning_rate"]*dw
    next_w = w - v
    config["velocity"] = v
    return next_w, config
def add_weight_decay(grads, params, weight_decay):
    return {k: grads[k] + weight_decay*params[k] for k in grads}


#> 1-momentum EMA; 2 lambda | averaged, decay_doubled
def sgd_momentum(w, dw, config):
    m = config.get("m", 0)
    beta = config["momentum"]
    m = beta*m + (1-beta)*dw
    config["m"] = m
    return w - config["learning_rate"]*m, config
def add_weight_decay(grads, params, weight_decay):
    out = {}
    for k in grads:
        out[k] = grads[k] + 2*weight_decay*params[k] if k.startswith("W") else grads[k]
    return out


#> Nesterov by look ahead | nesterov, decay_subtracted
def sgd_momentum(w, dw, config):
    mu, lr = config["momentum"], config["learning_rate"]
    v = config.get("v", np.zeros_like(w))
    v_prev = v
    v = mu*v - lr*dw
    config["v"] = v
    return w - mu*v_prev + (1 + mu)*v, config
def add_weight_decay(grads, params, weight_decay):
    return {k: g - weight_decay*params[k] if k.startswith("W") else g for k, g in grads.items()}


#> the learning rate multiplied in twice | rate_twice, argument_ignored
def sgd_momentum(w, dw, config):
    lr, mu = config["learning_rate"], config["momentum"]
    m = mu*config.get("m", 0.0) + lr*dw
    config["m"] = m
    return w - lr*m, config
def add_weight_decay(grads, params, weight_decay):
    out = {}
    for k in params:
        if k[0] == "W":
            out[k] = weight_decay*params[k]
        else:
            out[k] = grads[k]
    return out


#> momentum on the step before last | right_at_first, weight_squared
def sgd_momentum(w, dw, config):
    m = config.get("m", 0.0)
    step = config["momentum"]*m + config["learning_rate"]*dw
    config["m"] = config["learning_rate"]*dw
    return w - step, config
def add_weight_decay(grads, params, weight_decay):
    return {k: grads[k] + weight_decay*params[k]**2 if k.startswith("W") else grads[k] for k in grads}


#> the momentum in place of the rate | momentum_for_rate
SLIDE_RULE = {'slide_first': 5 - (0.9 + 0.1 * 5), 'slide_limit': -0.9 / 0.1, 'true_first': 5 - 0.9 * 5, 'true_limit': 0.0}
