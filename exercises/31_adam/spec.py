"""Exercise 31: adam."""

from grader.exercise.spec import *

FOUR = [[0.5, -0.3], [-0.2, 0.7], [0.5, -0.3], [0.9, 0.4]]
TWO = [[0.4, 0.0], [-0.3, 0.0]]
THREE_MATRICES = away((2, 3)).then(lambda *gradients: np.stack(gradients), away((2, 3)), away((2, 3)))


def config(learning_rate, beta1=0.9, beta2=0.999):
    return {"learning_rate": learning_rate, "beta1": beta1, "beta2": beta2, "epsilon": 1e-8}


def weights_exchanged(w, dw, config):
    """Adam whose averages give the old value the weight 1 - beta, the new gradient the weight beta."""
    beta1, beta2, t = config["beta1"], config["beta2"], config.get("t", 0) + 1
    m = (1 - beta1) * config.get("m", 0 * w) + beta1 * dw
    v = (1 - beta2) * config.get("v", 0 * w) + beta2 * dw**2
    step = m / (1 - beta1**t) / (np.sqrt(v / (1 - beta2**t)) + config["epsilon"])
    return w - config["learning_rate"] * step, {**config, "m": m, "v": v, "t": t}


def beta1_corrects_both(w, dw, config):
    """Adam whose two averages are both divided by 1 - beta1^t."""
    beta1, beta2, t = config["beta1"], config["beta2"], config.get("t", 0) + 1
    m = beta1 * config.get("m", 0 * w) + (1 - beta1) * dw
    v = beta2 * config.get("v", 0 * w) + (1 - beta2) * dw**2
    step = m / (1 - beta1**t) / (np.sqrt(v / (1 - beta1**t)) + config["epsilon"])
    return w - config["learning_rate"] * step, {**config, "m": m, "v": v, "t": t}


def over_steps(rule):
    """What the probe `steps` returns for rule(w, dw, config) -> (next_w, config)."""

    def trajectory(w, gradients, config):
        weights = []
        for dw in gradients:
            w, config = rule(w, dw, config)
            weights.append(w)
        return weights

    return trajectory


raw_average = lambda average, beta, t: average
corrected = lambda average, beta, t: average / (1 - beta**t)


def varied(count=lambda t: t, mean=corrected, square_mean=corrected, squared=np.square,
           divisor=lambda vhat, epsilon: np.sqrt(vhat) + epsilon, sign=-1, keeps_corrected=False,
           fresh=(False, False)):
    """Adam over several steps, with one thing done another way; `fresh`: the new gradient enters m, v with weight 1."""

    def rule(w, dw, config):
        beta1, beta2, steps = config["beta1"], config["beta2"], config.get("t", 0) + 1
        m = beta1 * config.get("m", 0 * w) + (1 if fresh[0] else 1 - beta1) * dw
        v = beta2 * config.get("v", 0 * w) + (1 if fresh[1] else 1 - beta2) * squared(dw)
        t = np.float64(count(steps))  # NumPy's numbers: 0/0 is NaN, as it is in an array
        mhat, vhat = mean(m, beta1, t), square_mean(v, beta2, t)
        kept = {"m": mhat, "v": vhat} if keeps_corrected else {"m": m, "v": v}
        next_w = w + sign * config["learning_rate"] * mhat / divisor(vhat, config["epsilon"])
        return next_w, {**config, **kept, "t": steps}

    return over_steps(rule)


def with_betas(changed):
    """The right rule with other decay rates: changed(beta1, beta2)."""

    def trajectory(w, gradients, config):
        beta1, beta2 = changed(config["beta1"], config["beta2"])
        return over_steps(reference.optimisers.adam)(w, gradients, {**config, "beta1": beta1, "beta2": beta2})

    return trajectory


FIXED_BETAS = [  # the usual numbers in place of what config says, for both or for one
    lambda beta1, beta2: (0.9, 0.999), lambda beta1, beta2: (0.9, 0.99),
    lambda beta1, beta2: (0.9, beta2), lambda beta1, beta2: (beta1, 0.999), lambda beta1, beta2: (beta1, 0.99),
]


def started_anew(w, dw, config):
    next_w, _ = reference.optimisers.adam(w, dw, config)
    return next_w, config


def forgetting(*names):
    """A step that begins these averages anew, and keeps the rest."""

    def rule(w, dw, config):
        t, m, v = config.get("t", 0) + 1, config.get("m", 0.0), config.get("v", 0.0)
        beta1, beta2 = config["beta1"], config["beta2"]
        m = (0.0 if "m" in names else beta1 * m) + (1 - beta1) * dw
        v = (0.0 if "v" in names else beta2 * v) + (1 - beta2) * dw**2
        step = m / (1 - beta1**t) / (np.sqrt(v / (1 - beta2**t)) + config["epsilon"])
        return w - config["learning_rate"] * step, {**config, "t": t, "m": m, "v": v}

    return rule


def first_step_is_the_rate(weights, w, gradients, config):
    """|step| = learning_rate |g| / (|g| + epsilon), which differs from the rate by less than the tolerance."""
    steps = np.abs(weights[0] - w)[gradients[0] != 0]
    far = steps[np.argmax(np.abs(steps - config["learning_rate"]))]
    if abs(far - config["learning_rate"]) > 1e-6:
        return f"the first step has length {far:.7g}, not the learning rate {config['learning_rate']:g}"
    return None


exercise = Exercise(
    Target(
        "adam", points=7, probe="steps", reference=over_steps(reference.optimisers.adam),
        tolerance=Tolerance(1e-6, 1e-6), may_change=("config",),
        properties=(Property("the first step has length learning_rate in every coordinate", first_step_is_the_rate),),
        cases={
            "four steps": dict(w=[1, -2], gradients=FOUR, config=config(0.1)),
            "a matrix": dict(w=normal((2, 3)), gradients=THREE_MATRICES, config=config(0.02)),
            "other decay rates": dict(w=[1, -2], gradients=FOUR, config=config(0.05, 0.6, 0.8)),
            "a gradient entry of zero": extreme(w=[1, -2], gradients=TWO, config=config(0.1)),
        },
        mistakes=[
            mistake("averages_not_weighted", "The new gradient enters an average with the weight 1 - beta.",
                    varied(fresh=(True, False)), varied(fresh=(True, True)), varied(fresh=(False, True))),
            mistake("correction_missing", "Without the correction the first steps are about three times too long.",
                    varied(mean=raw_average, square_mean=raw_average)),
            mistake("first_correction_missing", "m starts at 0 and is too small at first; divide by 1 - beta1^t.",
                    varied(mean=raw_average)),
            mistake("second_correction_missing", "v starts at 0 and is too small at first; divide by 1 - beta2^t.",
                    varied(square_mean=raw_average)),
            mistake("counted_from_zero", "Count the step before using t: the first step has t = 1.",
                    varied(count=lambda t: t - 1)),
            mistake("count_frozen",
                    "Every step is corrected like the first: divide by 1 - beta**t, with a count t that grows and is kept in config.",
                    varied(count=lambda t: 1)),
            mistake("corrected_moments_stored", "Keep the raw averages; the corrected ones are for this step only.",
                    varied(keeps_corrected=True)),
            mistake("root_missing", "v averages squared gradients; take its root.",
                    varied(divisor=lambda vhat, epsilon: vhat + epsilon)),
            mistake("gradient_not_squared", "The second moment averages dw squared.",
                    varied(squared=lambda dw: dw), varied(squared=np.abs)),
            mistake("power_as_product", "beta**t is a power: the correction is 1 - beta**t, not 1 - beta*t.",
                    varied(mean=lambda m, beta, t: m / (1 - beta * t), square_mean=lambda v, beta, t: v / (1 - beta * t))),
            mistake("one_correction_for_both", "v is corrected by its own rate: 1 - beta2^t.",
                    over_steps(beta1_corrects_both)),
            mistake("weights_exchanged", "beta weighs the old average, 1 - beta the new gradient.", over_steps(weights_exchanged)),
            mistake("betas_ignored", "The decay rates are config[\"beta1\"] and config[\"beta2\"], whatever they are.",
                    *[with_betas(changed) for changed in FIXED_BETAS]),
            mistake("betas_swapped", "beta1 belongs to the mean of gradients, beta2 to the mean of squares.",
                    with_betas(lambda beta1, beta2: (beta2, beta1))),
            mistake("epsilon_missing", "epsilon keeps 0/0 away.",
                    varied(divisor=lambda vhat, epsilon: np.sqrt(vhat)), tag="extreme"),
            mistake("ascent", "Subtract the step.", varied(sign=1)),
            mistake("first_moment_missing", "That is RMSprop; Adam steps along the averaged gradient.",
                    with_betas(lambda beta1, beta2: (0.0, beta2))),
            mistake("one_scale_for_all", "Each weight has its own scale: square elementwise.",
                    varied(squared=lambda dw: np.sum(dw**2))),
            mistake("averages_lost", "m and v go on from call to call, as t does: keep all three in config.",
                    *map(over_steps, (forgetting("m", "v"), forgetting("m"), forgetting("v")))),
            mistake("state_lost", "Return the moments and the count in config; the next call receives it.",
                    over_steps(started_anew)),
        ],
    ),
    relative=1e-6, exceptions_alike=True,
)
