"""Schedules and clipping with one thing done another way."""

import math

import numpy as np

from grader.reference.deep import schedules

clip_gradients = schedules.clip_gradients


def over_steps(rate):
    """What the probe `rates` returns: the rates of t = 0, ..., 25."""
    return lambda **settings: np.array([rate(t, **settings) for t in range(26)])


def steps(drops):
    """step_decay with another number of drops before step t: drops(t, every)."""
    return over_steps(lambda t, lr, factor, every: lr * factor ** drops(t, every))


def cosine(
    climb=lambda t, lr, warmup: lr * (t + 1) / warmup,
    progress=lambda t, warmup, total: min(1, (t - warmup) / (total - warmup)),
    curve=lambda p: (1 + math.cos(math.pi * p)) / 2,
    between=lambda lr, lr_min, share: lr_min + (lr - lr_min) * share,
):
    """warmup_cosine with one thing done another way."""

    def rate(t, lr, warmup, total, lr_min=0.0):
        if t < warmup and climb is not None:
            return climb(t, lr, warmup)
        return between(lr, lr_min, curve(progress(t, warmup, total)))

    return over_steps(rate)


def climb_from_floor(t, lr, warmup, total, lr_min=0.0):
    if t < warmup:
        return lr_min + (lr - lr_min) * (t + 1) / warmup
    return schedules.warmup_cosine(t, lr, warmup, total, lr_min)


def climb_divided_first(t, lr, warmup, total, lr_min=0.0):
    """min(1, (t + 1)/warmup) times the descent: 1/0 where there is no climb."""
    return min(1.0, (t + 1) / warmup) * lr if t < warmup or warmup == 0 else schedules.warmup_cosine(t, lr, warmup, total, lr_min)


def network(factor, max_norm):
    def inputs(rng):
        shapes = {"W1": (4, 3), "b1": 3, "W2": (3, 2)}
        return {"grads": {key: factor * rng.normal(size=shape) for key, shape in shapes.items()}, "max_norm": max_norm}

    return inputs


def norm_of(*arrays):
    return float(np.sqrt(sum(np.sum(g**2) for g in arrays)))


def clipped_by(norm, returned=None):
    """Clipping with another norm of all arrays, which is returned too."""

    def version(grads, max_norm):
        length = norm(grads.values())
        factor = max_norm / length if length > max_norm else 1.0
        return {key: factor * g for key, g in grads.items()}, length

    return version


def scaled(factor):
    """The clipped gradients alone, with factor(norm, max_norm); the norm is a NumPy float, as it is in most answers."""
    return lambda grads, max_norm: {key: g * factor(np.float64(norm_of(*grads.values())), max_norm) for key, g in grads.items()}


def always_scaled(grads, max_norm):
    return scaled(lambda norm, most: most / norm if norm else 1.0)(grads, max_norm), norm_of(*grads.values())


def each_alone(grads, max_norm):
    clipped = {key: g * min(1.0, max_norm / (norm_of(g) or 1.0)) for key, g in grads.items()}
    return clipped, norm_of(*grads.values())
