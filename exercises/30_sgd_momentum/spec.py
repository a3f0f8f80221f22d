"""Exercise 30: sgd_momentum, add_weight_decay, SLIDE_RULE."""

from grader.exercise.spec import *

FOUR = [[0.5, -0.3], [-0.2, 0.7], [0.5, -0.3], [0.1, 0.4]]
THE_WEIGHT_ITSELF = raw([None] * 5)  # on f(t) = t^2/2 the gradient is t
config = lambda learning_rate, momentum: {"learning_rate": learning_rate, "momentum": momentum}


def over_steps(rule):
    """What the probe `steps` returns for rule(w, dw, config) -> (next_w, config)."""

    def trajectory(w, gradients, config):
        weights = []
        for dw in gradients:
            w, config = rule(w, w if dw is None else dw, config)
            weights.append(w)
        return weights

    return trajectory


def stepping(velocity, step=lambda m, dw, mu, lr: m):
    """w - step, with m = velocity(old m, dw, mu, lr) kept in config."""

    def rule(w, dw, config):
        mu, lr = config["momentum"], config["learning_rate"]
        m = velocity(config.get("m", 0 * w), dw, mu, lr)
        return w - step(m, dw, mu, lr), {**config, "m": m}

    return over_steps(rule)


right_velocity = lambda m, dw, mu, lr: mu * m + lr * dw


def one_step_late(w, dw, config):
    m = config.get("m", 0 * w)
    return w - m, {**config, "m": right_velocity(m, dw, config["momentum"], config["learning_rate"])}


def network(weight_decay, **shapes):
    """Inputs drawn in the order of the keys, first those of grads, then those of params."""

    def inputs(rng):
        grads, params = ({key: rng.normal(size=shape) for key, shape in shapes.items()} for _ in range(2))
        return {"grads": grads, "params": params, "weight_decay": weight_decay}

    return inputs


def decayed(penalty, keys="W"):
    """grads + penalty(params, weight_decay) for keys that begin with one of the letters `keys`."""

    def version(grads, params, weight_decay):
        return {k: g + penalty(params[k], weight_decay) if k[0] in keys else g for k, g in grads.items()}

    return version


exercise = Exercise(
    Target(
        "sgd_momentum", points=4, probe="steps", reference=over_steps(reference.optimisers.sgd_momentum),
        may_change=("config",),
        cases={
            "four steps": dict(w=[1, -2], gradients=FOUR, config=config(0.1, 0.8)),
            "a matrix": dict(w=normal((2, 3)), gradients=normal((3, 2, 3)), config=config(0.05, 0.6)),
            "no momentum": dict(w=[1, -2], gradients=FOUR[:3], config=config(0.1, 0.0)),
            "the bowl of the slide": dict(w=[5.0], gradients=THE_WEIGHT_ITSELF, config=config(0.1, 0.9)),
        },
        mistakes=[
            mistake("slide_rule",
                    "The coefficient multiplies the old velocity; added, it is a constant push that never stops.",
                    stepping(lambda m, dw, mu, lr: mu + lr * dw)),
            mistake("no_memory", "The velocity must survive to the next call: keep it in config.",
                    stepping(lambda m, dw, mu, lr: lr * dw)),
            mistake("averaged", "That is a running average; here the gradient enters with weight lr, not lr*(1 - mu).",
                    stepping(lambda m, dw, mu, lr: mu * m + (1 - mu) * dw, lambda m, dw, mu, lr: lr * m)),
            mistake("ascent", "With m = mu*m + lr*dw the step is subtracted.",
                    stepping(right_velocity, lambda m, dw, mu, lr: -m)),
            mistake("nesterov", "That is Nesterov's look-ahead form; plain momentum steps by m_t.",
                    stepping(right_velocity, right_velocity)),
            mistake("momentum_on_gradient", "The coefficient damps the old velocity only, not the new gradient.",
                    stepping(lambda m, dw, mu, lr: mu * (m + lr * dw))),
            mistake("rate_twice", "The learning rate enters once.",
                    stepping(right_velocity, lambda m, dw, mu, lr: lr * m)),
            mistake("one_step_late", "Update the velocity first, then step with it.", over_steps(one_step_late)),
        ],
    ),
    Target(
        "add_weight_decay", points=2, reference=reference.optimisers.add_weight_decay,
        cases={
            "a two-layer network": network(0.3, W1=(4, 3), b1=4, W2=(2, 4), b2=2),
            "one layer": network(0.05, W1=(3, 2), b1=3),
        },
        mistakes=[
            mistake("biases_decayed", "Decay the weights only; a bias does not make the function wild.",
                    decayed(lambda w, decay: decay * w, keys="Wb")),
            mistake("decay_doubled", "The optimiser option adds weight_decay*w, without a factor 2.",
                    decayed(lambda w, decay: 2 * decay * w)),
            mistake("decay_subtracted",
                    "Decay pulls towards zero, so it is added to the gradient that will be subtracted.",
                    decayed(lambda w, decay: -decay * w)),
            mistake("weight_squared", "The penalty is squared, its gradient is not: weight_decay * w.",
                    decayed(lambda w, decay: decay * w**2)),
            mistake("decay_of_sign", "That is an L1 penalty; L2 pulls in proportion to the weight.",
                    decayed(lambda w, decay: decay * np.sign(w))),
        ],
    ),
    Constant(
        "SLIDE_RULE", 2, reference.optimisers.SLIDE_RULE, number,
        mistakes=[
            mistake("limit_sign", "At rest m = 0, so mu + lr*t = 0: t = -mu/lr.", {"slide_limit": 9.0}),
            mistake("slide_converges_to_minimum",
                    "At t = 0 the slide still moves by -0.9; look for the point where m = 0.", {"slide_limit": 0.0}),
            mistake("momentum_for_rate", "The learning rate 0.1 multiplies the gradient; momentum multiplies the old velocity, which is 0.",
                    {"true_first": 0.5}),
            mistake("rules_exchanged", "With velocity 0 the right rule starts like plain descent: 5 - 0.5.",
                    {"slide_first": 4.5, "true_first": 3.6}),
        ],
    ),
    relative=1e-6, exceptions_alike=True,
)
