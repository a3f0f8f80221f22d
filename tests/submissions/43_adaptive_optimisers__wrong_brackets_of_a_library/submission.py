"""A bracket that a library once had in its Adadelta, Adam's correction in RMSprop, and Adam with an L2 penalty."""

import numpy as np


def adagrad(w, dw, config):
    cache = config.get("cache", np.zeros_like(w))
    config["cache"] = cache = cache + np.sum(dw**2)
    return w - config["learning_rate"] * dw / (np.sqrt(cache) + config["epsilon"]), config


def rmsprop(w, dw, config):
    t = config["t"] = config.get("t", 0) + 1
    cache = config.get("cache", np.zeros_like(w))
    config["cache"] = cache = config["rho"] * cache + (1 - config["rho"]) * dw**2
    return w - config["learning_rate"] * dw / (np.sqrt(cache / (1 - config["rho"] ** t)) + config["epsilon"]), config


def adadelta(w, dw, config):
    rho, eps = config["rho"], config["epsilon"]
    msg, msdx = config.get("msg", np.zeros_like(w)), config.get("msdx", np.zeros_like(w))
    msg = (rho * msg + (1 - rho)) * dw**2
    update = np.sqrt(msdx + eps) / np.sqrt(msg + eps) * dw
    msdx = rho * msdx + (1 - rho) * update**2
    config.update(msg=msg, msdx=msdx)
    return w - config["learning_rate"] * update, config


def adamw(w, dw, config):
    dw = dw + config["weight_decay"] * w
    t = config["t"] = config.get("t", 0) + 1
    m = config["beta1"] * config.get("m", np.zeros_like(w)) + (1 - config["beta1"]) * dw
    v = config["beta2"] * config.get("v", np.zeros_like(w)) + (1 - config["beta2"]) * dw**2
    config["m"], config["v"] = m, v
    mhat, vhat = m / (1 - config["beta1"] ** t), v / (1 - config["beta2"] ** t)
    return w - config["learning_rate"] * mhat / (np.sqrt(vhat) + config["epsilon"]), config
