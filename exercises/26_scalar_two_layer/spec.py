"""Exercise 26: grads_one_example and grads_batch."""

from grader.exercise.spec import *

sigmoid, softplus = reference.activations.sigmoid, reference.activations.softplus
PARTS = ("dwH", "dbH", "dwO", "dbO")
FIRST = (0.8, -0.3, -1.7, 0.4)
inputs = lambda x, y, wH, bH, wO, bO: {"x": x, "y": y, "wH": wH, "bH": bH, "wO": wO, "bO": bO}


def total_loss(x, y, wH, bH, wO, bO):
    zO = wO * sigmoid(wH * x + bH) + bO
    return np.sum(softplus(zO) - y * zO)


def gradients(dzO=lambda zO, y: sigmoid(zO) - y, dzH=lambda dzO, wO, uH, zH: dzO * wO * uH * (1 - uH)):
    """A version with these two steps and all that follows from them, example by example."""

    def version(x, y, wH, bH, wO, bO):
        zH = wH * x + bH
        uH = sigmoid(zH)
        at_output = dzO(wO * uH + bO, y)
        at_hidden = dzH(at_output, wO, uH, zH)
        return at_hidden * x, at_hidden, at_output * uH, at_output

    return version


each = gradients()  # right, for every example on its own
over_batch = lambda collect: lambda **inputs: tuple(map(collect, each(**inputs)))  # each parameter's, collected


def sums_multiplied(x, y, wH, bH, wO, bO):
    _, dzH, _, dzO = each(x, y, wH, bH, wO, bO)
    return dzH.sum() * x.sum(), dzH.sum(), dzO.sum() * sigmoid(wH * x + bH).sum(), dzO.sum()


def overflowing(**inputs):
    """The sums, with e^z/(1 + e^z) at the output."""
    return tuple(part.sum() for part in gradients(dzO=lambda zO, y: np.exp(zO) / (1 + np.exp(zO)) - y)(**inputs))


def target(name, points, cases, mistakes):
    slope = Slope(of=total_loss, wrt={part: part[1:] for part in PARTS})
    return Target(name, points, getattr(reference.scalar, name), cases, parts=PARTS, slope=slope, mistakes=mistakes)


exercise = Exercise(
    target(
        "grads_one_example", points=2,
        cases={
            "a positive example": inputs(1.5, 1.0, *FIRST),
            "a negative example": inputs(-2.2, 0.0, -0.6, 0.9, 2.4, -0.7),
            "a soft label": inputs(0.7, 0.3, 1.9, 0.25, 0.55, -1.2),
            "a very large score": extreme(**inputs(1.5, 0.0, 0.8, -0.3, 2000.0, 0.4)),
            "a hidden score far below zero": extreme(**inputs(2.0, 1.0, -400.0, 1.5, 1.3, 0.2)),
            "a hidden score far above zero": extreme(**inputs(2.0, 0.0, 400.0, 1.5, 1.3, 0.2)),
            "a very small score": extreme(**inputs(1.5, 1.0, 0.8, -0.3, -2000.0, 0.4)),
        },
        mistakes=[
            mistake("slope_missing", "The factor g'(zH) = uH(1 - uH) of the hidden activation is missing.",
                    gradients(dzH=lambda dzO, wO, uH, zH: dzO * wO)),
            mistake("slope_at_activation", "uH already is the sigmoid: its slope is uH(1 - uH).",
                    gradients(dzH=lambda dzO, wO, uH, zH: dzO * wO * sigmoid(uH) * (1 - sigmoid(uH)))),
            mistake("slope_at_score", "The sigmoid's slope is uH(1 - uH), with its output, not with its score.",
                    gradients(dzH=lambda dzO, wO, uH, zH: dzO * wO * zH * (1 - zH))),
            mistake("tanh_slope", "1 - u^2 is the slope of tanh; the sigmoid's is u(1 - u).",
                    gradients(dzH=lambda dzO, wO, uH, zH: dzO * wO * (1 - uH**2))),
            mistake("slope_times_score", "g'(zH) means the slope at zH, not the slope times zH.",
                    gradients(dzH=lambda dzO, wO, uH, zH: dzO * wO * uH * (1 - uH) * zH)),
            mistake("output_weight_missing", "On its way back the gradient passes through wO.",
                    gradients(dzH=lambda dzO, wO, uH, zH: dzO * uH * (1 - uH))),
            mistake("output_slope_added",
                    "For this loss the slope of the output sigmoid cancels; s(zO) - y is complete.",
                    gradients(dzO=lambda zO, y: (sigmoid(zO) - y) * sigmoid(zO) * (1 - sigmoid(zO)))),
            mistake("score_for_activation", "wO multiplies uH, not zH.",
                    dwO=lambda x, y, wH, bH, wO, bO: each(x, y, wH, bH, wO, bO)[3] * (wH * x + bH)),
            mistake("input_for_activation", "wO multiplies uH; x belongs to the hidden layer.",
                    dwO=lambda x, **others: each(x, **others)[3] * x),
            mistake("input_missing", "wH multiplies x: the factor x is missing.",
                    dwH=lambda **inputs: each(**inputs)[1]),
            mistake("label_ignored", "Subtract the label: J contains -y*zO.", gradients(dzO=lambda zO, y: sigmoid(zO))),
            mistake("overflows", "e^z overflows from 710 on; use a sigmoid whose exponent is never positive.",
                    Seen(lambda e: any(view.lost for view in e.of_kind("extreme")),
                         gradients(dzO=lambda zO, y: np.exp(zO) / (1 + np.exp(zO)) - y)), tag="extreme"),
        ],
    ),
    target(
        "grads_batch", points=2,
        cases={
            "a batch of one": inputs([1.5], [1], *FIRST),
            "three examples": inputs([0.6, -1.4, 2.3], [1, 0, 0], *FIRST),
            "six examples": inputs(normal(6), [0, 1, 1, 0, 1, 0.3], -1.1, 0.45, 1.6, -0.35),
            "hidden scores in the hundreds": extreme(**inputs([2.0, -2.0, 0.003], [1, 0, 1], 400.0, 1.5, 1.3, 0.2)),
            "scores in the thousands": extreme(**inputs([0.4, -0.7], [1, 0], 1.2, 0.3, 4000.0, -1500.0)),
        },
        mistakes=[
            mistake("not_summed", "A parameter shared by all examples collects the sum of their gradients.", each),
            mistake("averaged", "Here J is a sum over the batch, as in the deck; no 1/B.", over_batch(np.mean)),
            mistake("last_example_only", "Add the contributions of all examples.",
                    over_batch(lambda of_each: of_each[-1])),
            mistake("overflows", "e^z overflows from 710 on; use a sigmoid whose exponent is never positive.",
                    Seen(lambda e: any(view.lost for view in e.of_kind("extreme")), overflowing), tag="extreme"),
            mistake("sums_multiplied", "Multiply example by example, then sum.", sums_multiplied),
            mistake("examples_added", "The gradient of a sum of examples is not the sum of gradients: compute one for each, then add.",
                    lambda x, y, **weights: each(np.sum(x), np.sum(y), **weights)),
            mistake("mean_example", "The gradient of a mean example is not the sum of gradients: compute one for each, then add.",
                    lambda x, y, **weights: each(np.mean(x), np.mean(y), **weights)),
        ],
    ),
    Derivation(
        "dJ_dwH", 3, "d(J, wH)",
        ranges={"wH": (-1.5, 1.5), "x": (0.3, 2.4), "bH": (-1, 1), "wO": (-2, 2), "bO": (-1, 1), "y": (0, 1)},
        definitions={"zH": "wH*x + bH", "uH": "sigma(zH)", "zO": "wO*uH + bO", "J": "log(1 + exp(zO)) - y*zO"},
        waypoints=[
            chain("J", "zO", "uH", "zH", "wH"),
            carried_out(),
            in_terms_of("zO", "uH", "y", "wO", "x", functions=["sigma"], most=16, words="in σ(zO), uH, y, wO and x"),
        ],
        slips=[
            slip("slope_at_activation", "uH already is the sigmoid: its slope is uH·(1 - uH).",
                 "d(uH, zH)", "sigma(uH)*(1 - sigma(uH))"),
            slip("slope_times_score", "The slope at zH is not multiplied by zH.", "d(uH, zH)", "uH*(1 - uH)*zH"),
            slip("slope_at_score", "The slope is uH·(1 - uH), with the output of σ, not with its score.",
                 "d(uH, zH)", "zH*(1 - zH)"),
            slip("sigmoid_missing", "The derivative of log(1 + exp(zO)) is σ(zO), not zO.", "d(J, zO)", "zO - y"),
            slip("tanh_rule", "1 - u² is the slope of tanh; the sigmoid's is uH·(1 - uH).", "d(uH, zH)", "1 - uH**2"),
            slip("label_ignored", "Subtract the label: J contains -y·zO.", "d(J, zO)", "sigma(zO)"),
        ],
    ),
    relative=1e-6, exceptions_alike=True,
)
