"""Steps with a scaled gradient, with one thing done another way."""

import numpy as np


def over_steps(step):
    """What the probe `scaled_steps` returns for this step."""

    def version(w, gradients, state, lr):
        weights, scales = [], []
        for g in gradients:
            w, state = step(w, g, state, lr)
            weights.append(np.asarray(w, dtype=np.float64))
            scales.append(float(state["scale"]))
        return weights, scales

    return version


def unscaled(g, scale):
    return g.astype(np.float32) / np.float32(scale)


def varied(
    update=lambda w, g, state, lr: w - np.float32(lr) * unscaled(g, state["scale"]),
    sound=lambda g: np.isfinite(g).all(),
    skipped=lambda w, g, state, lr: w,
    after_skip=lambda state: {"scale": state["scale"] / 2, "good": 0},
    grows=lambda good, every: good >= every,
    after_growth=lambda good: 0,
    part=None,
):
    """The steps with one thing done another way; `part` picks the weights or the scales."""

    def step(w, g, state, lr):
        if not sound(g):
            return skipped(w, g, state, lr), {**state, **after_skip(state)}
        good = state["good"] + 1
        grown = {"scale": state["scale"] * 2, "good": after_growth(good)} if grows(good, state["every"]) else {"good": good}
        return update(w, g, state, lr), {**state, **grown}

    version = over_steps(step)
    return version if part is None else lambda **inputs: version(**inputs)[part]


def in_half(w, g, state, lr):
    return w - np.float32(lr) * (g / np.float16(state["scale"])).astype(np.float32)


def all_in_half(w, g, state, lr):
    return w - np.float16(lr) * (g / np.float16(state["scale"]))


def rate_first_in_half(w, g, state, lr):
    return w - np.float16(lr) * g / np.float16(state["scale"])


def half_weights(w, g, state, lr):
    step = (np.float32(lr) * unscaled(g, state["scale"])).astype(np.float16)
    return (w.astype(np.float16) - step).astype(np.float32)


def rounded_weights(w, g, state, lr):
    return (w - np.float32(lr) * unscaled(g, state["scale"])).astype(np.float16).astype(np.float32)


def rounded_before(w, g, state, lr):
    return w.astype(np.float16) - np.float32(lr) * unscaled(g, state["scale"])


def rest_moved(w, g, state, lr):
    step = np.float32(lr) * unscaled(g, state["scale"])
    return np.where(np.isfinite(step), w - step, w)


kept = lambda good: good
halved_only = lambda state: {"scale": state["scale"] / 2}
weights = lambda **way: varied(**way, part=0)
scales = lambda **way: varied(**way, part=1)
