"""The velocity is kept without the learning rate and with the opposite sign; loops in place of vectors."""

import numpy as np


def sgd_momentum(w, dw, config):
    flat, slope = w.ravel(), dw.ravel()
    buffer = config.get("b", [0.0] * len(flat))
    buffer = [config["momentum"] * b - g for b, g in zip(buffer, slope)]
    config["b"] = buffer
    moved = [weight + config["learning_rate"] * b for weight, b in zip(flat, buffer)]
    return np.array(moved).reshape(w.shape), config


def add_weight_decay(grads, params, weight_decay):
    decay = {True: weight_decay, False: 0.0}
    return {key: np.add(grads[key], decay["W" in key] * params[key]) for key in sorted(grads)}


def walk(step, t=5.0, steps=2000):
    for _ in range(steps):
        t = step(t)
    return t


def slide(t):
    return t - (0.9 + 0.1 * t)


SLIDE_RULE = {
    "slide_first": slide(5),
    "slide_limit": walk(slide),
    "true_first": np.float64(4.5),
    "true_limit": 0,
}
