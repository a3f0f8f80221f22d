"""The four rules with one thing done another way, over the steps of a case."""

import numpy as np

FOUR = [[0.5, -0.3], [-0.2, 0.7], [0.5, -0.3], [0.9, 0.4]]


def over_steps(rule):
    """What the probe `steps` returns for rule(w, dw, config) -> (next_w, config)."""

    def trajectory(w, gradients, config):
        weights = []
        for dw in gradients:
            w, config = rule(w, dw, config)
            weights.append(w)
        return weights

    return trajectory


def four(config):
    return dict(w=[1, -2], gradients=FOUR, config=config)


def forgetful(rule):
    """The rule without what it remembers: every step is the first one."""
    return over_steps(lambda w, dw, config: (rule(w, dw, config)[0], config))


def squares(remembered, divisor=lambda s, e: np.sqrt(s) + e):
    """Adagrad or RMSprop with another s = remembered(s, dw, rho, t), or another divisor."""

    def rule(w, dw, config):
        t, e = config.get("t", 0) + 1, config["epsilon"]
        s = remembered(config.get("s", 0.0), dw, config.get("rho"), t)
        next_w = w - config["learning_rate"] * dw / divisor(s, e)
        return next_w, {**config, "s": s, "t": t}

    return over_steps(rule)


def corrected(w, dw, config):
    """RMSprop with Adam's correction."""
    rho, t = config["rho"], config.get("t", 0) + 1
    s = rho * config.get("s", 0.0) + (1 - rho) * dw**2
    next_w = w - config["learning_rate"] * dw / (np.sqrt(s / (1 - rho**t)) + config["epsilon"])
    return next_w, {**config, "s": s, "t": t}


average = lambda s, dw, rho, t: rho * s + (1 - rho) * dw**2
total = lambda s, dw, rho, t: s + dw**2
without_root = lambda s, e: s + e


def delta(
    step=lambda d, s, e, dw: np.sqrt(d + e) / np.sqrt(s + e) * dw,
    remembered=lambda x, dw: x**2,
    average=lambda s, dw, rho, t: rho * s + (1 - rho) * dw**2,
    new_d=False,
    rate=True,
):
    """Adadelta with another step x, with something else averaged as d, with the new d in the step, or without its rate."""

    def rule(w, dw, config):
        rho, e, d = config["rho"], config["epsilon"], config.get("d", 0 * w)
        s = average(config.get("s", 0 * w), dw, rho, 0)
        x = step(d, s, e, dw)
        d = rho * d + (1 - rho) * remembered(x, dw)
        x = step(d, s, e, dw) if new_d else x
        return w - (config["learning_rate"] if rate else 1) * x, {**config, "s": s, "d": d}

    return over_steps(rule)


adam_step = lambda w, m, v, c: c["learning_rate"] * m / (np.sqrt(v) + c["epsilon"])
decay = lambda w, c: c["weight_decay"] * w


def decayed(
    step=lambda w, m, v, c: adam_step(w, m, v, c) + c["learning_rate"] * decay(w, c), coupled=False, correct=True
):
    """AdamW with another step, a function of w, mhat, vhat and config; with the decay in dw; without the corrections."""

    def rule(w, dw, config):
        dw, beta1, beta2 = dw + coupled * config["weight_decay"] * w, config["beta1"], config["beta2"]
        t = config.get("t", 0) + 1
        m = beta1 * config.get("m", 0 * w) + (1 - beta1) * dw
        v = beta2 * config.get("v", 0 * w) + (1 - beta2) * dw**2
        mhat, vhat = (m / (1 - beta1**t), v / (1 - beta2**t)) if correct else (m, v)
        return w - step(w, mhat, vhat, config), {**config, "m": m, "v": v, "t": t}

    return over_steps(rule)


def decayed_after(w, m, v, c):
    moved = w - adam_step(w, m, v, c)
    return w - (moved - c["learning_rate"] * decay(moved, c))
