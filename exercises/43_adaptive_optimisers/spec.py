"""Exercise 43: adagrad, rmsprop, adadelta, adamw."""

from grader.exercise.spec import *
from grader.reference.deep import adaptive

from .versions import *

ADAGRAD = {"learning_rate": 0.1, "epsilon": 1e-8}
RMSPROP = {"learning_rate": 0.05, "rho": 0.8, "epsilon": 1e-8}
ADADELTA = {"learning_rate": 1.0, "rho": 0.9, "epsilon": 0.01}
ADAMW = {"learning_rate": 0.1, "beta1": 0.8, "beta2": 0.95, "epsilon": 1e-8, "weight_decay": 0.2}


def matrix(number, config):
    three = away((2, 3)).then(lambda *gradients: np.stack(gradients), away((2, 3)), away((2, 3)))
    return case(number, w=normal((2, 3)), gradients=three, config=config)


ZERO = "Where a gradient is always 0, so is its average: epsilon keeps 0/0 away."


def at_rest(config):
    """A weight whose gradient is 0 in every step."""
    return {"a gradient entry of zero": extreme(w=[1, -2], gradients=[[0.4, 0.0], [-0.3, 0.0]], config=config)}


def target(name, points, config, number, mistakes, **more):
    return Target(
        name, points=points, probe="steps", reference=over_steps(getattr(adaptive, name)), tolerance=Tolerance(1e-6, 1e-6),
        may_change=("config",), cases={"four steps": four(config), "a matrix": matrix(number, config), **more},
        mistakes=mistakes,
    )


exercise = Exercise(
    target("adagrad", 2, ADAGRAD, 2, [
        mistake("forgets", "Adagrad adds up all squares and forgets nothing; that is RMSprop.",
                squares(lambda s, dw, rho, t: 0.9 * s + 0.1 * dw**2)),
        mistake("not_squared", "Squares are added up.", squares(lambda s, dw, rho, t: s + np.abs(dw))),
        mistake("root_missing", "Divide by the root.", squares(total, without_root)),
        mistake("one_scale_for_all", "Every weight has its own sum of squares.",
                squares(lambda s, dw, rho, t: s + np.sum(dw**2))),
        mistake("state_lost", "Every step begins again with s = 0: keep s in config, and add dw^2 to it.", forgetful(adaptive.adagrad)),
        mistake("epsilon_missing", ZERO, squares(total, lambda s, e: np.sqrt(s)), tag="extreme"),
    ], **at_rest(ADAGRAD)),
    target("rmsprop", 2, RMSPROP, 4, [
        mistake("adds_up", "RMSprop averages; adding up is Adagrad.", squares(total)),
        mistake("weights_exchanged", "rho is the weight of the old average.",
                squares(lambda s, dw, rho, t: (1 - rho) * s + rho * dw**2)),
        mistake("average_not_weighted",
                "The new square has the weight 1 - rho, or the average is too large by 1/(1 - rho).",
                squares(lambda s, dw, rho, t: rho * s + dw**2)),
        mistake("bracket_misplaced", "dw^2 belongs to 1 - rho alone: rho*s + (1 - rho)*dw^2.",
                squares(lambda s, dw, rho, t: (rho * s + (1 - rho)) * dw**2)),
        mistake("corrected", "RMSprop does not correct the first steps.", over_steps(corrected)),
        mistake("root_missing", "Divide by the root.", squares(average, without_root)),
        mistake("state_lost", "s must survive to the next call: keep it in config.", forgetful(adaptive.rmsprop)),
        mistake("epsilon_missing", ZERO, squares(average, lambda s, e: np.sqrt(s)), tag="extreme"),
    ], **at_rest(RMSPROP)),
    target("adadelta", 2, ADADELTA, 6, [
        mistake("steps_not_kept", "d averages the squares of the steps and must survive to the next call: keep it in config.",
                delta(lambda d, s, e, dw: np.sqrt(e) / np.sqrt(s + e) * dw)),
        mistake("numerator_missing",
                "That is RMSprop; Adadelta multiplies by the size of its own recent steps, sqrt(d + e).",
                delta(lambda d, s, e, dw: dw / np.sqrt(s + e))),
        mistake("gradients_remembered", "d averages the squares of the steps, not of the gradients.",
                delta(remembered=lambda x, dw: dw**2)),
        mistake("new_d_used", "The step uses d as it was; then d is brought up to date.", delta(new_d=True)),
        mistake("epsilon_outside", "Here epsilon stands inside both roots; it decides how large the first steps are.",
                delta(lambda d, s, e, dw: (np.sqrt(d) + e) / (np.sqrt(s) + e) * dw)),
        mistake("ratio_inverted", "Steps above, gradients below.",
                delta(lambda d, s, e, dw: np.sqrt(s + e) / np.sqrt(d + e) * dw)),
        mistake("bracket_misplaced", "dw^2 belongs to 1 - rho alone: rho*s + (1 - rho)*dw^2.",
                delta(average=lambda s, dw, rho, t: (rho * s + (1 - rho)) * dw**2)),
        mistake("rho_ignored", "rho is the weight of the old averages: take it from config.",
                delta(average=lambda s, dw, rho, t: 0.9 * s + 0.1 * dw**2),
                lambda w, gradients, config: over_steps(adaptive.adadelta)(w, gradients, {**config, "rho": 0.9})),
        mistake("rate_ignored", "The first paper has no learning rate; here it multiplies the step.", delta(rate=False)),
        mistake("state_lost", "s and d must survive to the next call: keep them in config.", forgetful(adaptive.adadelta)),
    ], **{"another learning rate": case(9, **{**four({**ADADELTA, "learning_rate": 0.4}), "w": [0.3, 1.4]}),
          "another rho": case(12, **four({**ADADELTA, "rho": 0.6}))}),
    target("adamw", 3, ADAMW, 8, [
        mistake("coupled",
                "Then the decay of a weight is divided by the size of its gradients; AdamW applies it to w directly.",
                decayed(adam_step, coupled=True)),
        mistake("decay_without_rate", "The learning rate multiplies the decay as well.",
                decayed(lambda w, m, v, c: adam_step(w, m, v, c) + decay(w, c))),
        mistake("decay_scaled", "The decay stands beside the quotient, not in it.",
                decayed(lambda w, m, v, c: adam_step(w, m + decay(w, c), v, c))),
        mistake("decay_missing", "Add weight_decay*w to the step.", decayed(adam_step)),
        mistake("decay_added", "Decay pulls towards 0: subtract it.",
                decayed(lambda w, m, v, c: adam_step(w, m - decay(w, c) * (np.sqrt(v) + c["epsilon"]), v, c))),
        mistake("decay_after_step", "The decay is taken from w as it was before the step.", decayed(decayed_after)),
        mistake("correction_missing", "m and v start at 0: divide them by 1 - beta1^t and 1 - beta2^t, as in Adam.",
                decayed(correct=False)),
        mistake("epsilon_missing", ZERO,
                decayed(lambda w, m, v, c: c["learning_rate"] * (m / np.sqrt(v) + decay(w, c))), tag="extreme"),
    ], **at_rest(ADAMW)),
    relative=1e-6, exceptions_alike=True,
)
