"""The state lives in a global variable, shared by all four rules."""

import numpy as np

state = {}


def average(name, value, rho):
    state[name] = rho * state.get(name, 0) + (1 - rho) * value
    return state[name]


def adagrad(w, dw, config):
    state["a"] = state.get("a", 0) + np.sum(dw**2)
    return w - config["learning_rate"] * dw / np.sqrt(state["a"]), config


def rmsprop(w, dw, config):
    s = average("r", np.sum(dw**2), config["rho"])
    return w - config["learning_rate"] * dw / np.sqrt(s), config


def adadelta(w, dw, config):
    s = average("s", np.sum(dw**2), config["rho"])
    x = dw / np.sqrt(s + config["epsilon"]) * np.sqrt(state.get("d", 0) + config["epsilon"])
    average("d", np.sum(x**2), config["rho"])
    return w - config["learning_rate"] * x, config


def adamw(w, dw, config):
    m = average("m", np.sum(dw), config["beta1"])
    v = average("v", np.sum(dw**2), config["beta2"])
    return w - config["learning_rate"] * (m / np.sqrt(v) + config["weight_decay"] * w), config
