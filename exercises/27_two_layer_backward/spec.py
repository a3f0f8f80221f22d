"""Exercise 27: two_layer_forward and two_layer_backward."""

from grader.exercise.spec import *

networks = reference.networks
sigmoid, softmax, log_softmax = (getattr(reference.activations, name) for name in ("sigmoid", "softmax", "log_softmax"))


def network(sizes, labels, factor=1):
    """A draw of X, Y and the parameters; labels None stands for rows of probabilities."""

    def draw(rng):
        B, d, dH, dO = sizes
        X = rng.normal(size=(B, d))
        p = {"WH": rng.normal(size=(dH, d)), "bH": rng.normal(size=dH)}
        p |= {"WO": factor * rng.normal(size=(dO, dH)), "bO": rng.normal(size=dO)}
        Y = softmax(rng.normal(size=(B, dO))) if labels is None else np.eye(dO)[labels]
        return {"X": X, "Y": Y, "p": p}

    return draw


def after_forward(draw):
    """What the backward pass is given: the parameters, and the cache of a right forward pass."""

    def drawn(rng):
        inputs = draw(rng)
        return {"p": inputs["p"], "cache": networks.two_layer_forward(**inputs)[1]}

    return drawn


def cases(given):
    return {
        "six examples, three classes": given(network((6, 2, 4, 3), [0, 2, 2, 0, 2, 0])),
        "four examples, two classes": given(network((4, 5, 3, 2), [1, 0, 1, 1])),
        "soft labels": given(network((5, 3, 2, 4), None)),
        "very large scores": extreme(given(network((3, 2, 4, 5), [4, 0, 2], 10000))),
    }


def forward(hidden=sigmoid, output=lambda scores: scores, bias=1.0, log_softmax=log_softmax):
    def version(X, Y, p):
        ZH = X @ p["WH"].T + bias * p["bH"]
        UH = hidden(ZH)
        ZO = output(UH @ p["WO"].T + bias * p["bO"])
        return -np.sum(Y * log_softmax(ZO)), {"X": X, "Y": Y, "ZH": ZH, "UH": UH, "ZO": ZO}

    return version


binary_form = lambda P, Y: -np.sum(Y * np.log(P) + (1 - Y) * np.log(1 - P))
unshifted = lambda ZO: ZO - np.log(np.exp(ZO).sum(axis=1, keepdims=True))


def backward(slope=lambda UH, ZH: UH * (1 - UH), dZO=lambda ZO, Y: softmax(ZO) - Y, finish=lambda grads, B: grads):
    """A backward pass with this slope of the hidden layer, this start, and this last step."""

    def version(p, cache):
        X, Y, ZH, UH, ZO = (cache[name] for name in ("X", "Y", "ZH", "UH", "ZO"))
        start = dZO(ZO, Y)
        dZH = (start @ p["WO"]) * slope(UH, ZH)
        grads = {"WH": dZH.T @ X, "bH": dZH.sum(axis=0), "WO": start.T @ UH, "bO": start.sum(axis=0)}
        return finish(grads, len(X))

    return version


def hidden_errors(p, cache):
    """The gradient of J with respect to ZH, row by row."""
    UH = cache["UH"]
    return (softmax(cache["ZO"]) - cache["Y"]) @ p["WO"] * UH * (1 - UH)


averaged = lambda *names: lambda grads, B: {name: grad / B if name in names else grad for name, grad in grads.items()}
transposed = lambda grads, B: {name: grad.T for name, grad in grads.items()}


def with_probabilities(X, Y, p):
    """The cache, with probabilities where the scores stand."""
    cache = networks.two_layer_forward(X, Y, p)[1]
    return {**cache, "ZO": softmax(cache["ZO"])}


exercise = Exercise(
    Target(
        "two_layer_forward", points=3, reference=networks.two_layer_forward, parts=("J", "cache"),
        cases=cases(lambda draw: draw),
        mistakes=[
            mistake("hidden_activation_missing", "The hidden scores go through the sigmoid before the output layer.",
                    forward(hidden=lambda ZH: ZH)),
            mistake("output_activation_added", "The loss takes scores; no activation on the output layer.",
                    forward(output=sigmoid)),
            mistake("bias_missing", "Add the biases to every row.", forward(bias=0.0)),
            mistake("other_hidden_activation", "The hidden units are sigmoids in this network.",
                    forward(hidden=lambda ZH: np.maximum(0, ZH)), forward(hidden=lambda ZH: np.tanh(ZH))),
            mistake("binary_form",
                    "That is the loss of two classes, output by output; with a softmax only the true class counts: -sum(Y * log P).",
                    J=lambda X, Y, p: binary_form(softmax(networks.two_layer_forward(X, Y, p)[1]["ZO"]), Y)),
            mistake("probabilities_for_scores", "ZO in the cache are the scores, before the softmax.", cache=with_probabilities),
            mistake("loss_averaged", "In the deck's formula J is the sum over the batch.",
                    J=lambda X, Y, p: networks.two_layer_forward(X, Y, p)[0] / len(X)),
            mistake("overflows", "Subtract each row's maximum before exp and add it back after the logarithm.",
                    Seen(lambda e: e.lost("very large scores"), forward(log_softmax=unshifted)),
                    tag="extreme"),
        ],
    ),
    Target(
        "two_layer_backward", points=6, reference=networks.two_layer_backward, parts=("WH", "bH", "WO", "bO"),
        slope=Slope(of=lambda X, Y, p: networks.two_layer_forward(X, Y, p)[0],
                    wrt={name: f"p.{name}" for name in ("WH", "bH", "WO", "bO")},
                    at=lambda p, cache: {"X": cache["X"], "Y": cache["Y"], "p": p}),
        own=OwnForward(Pair("two_layer_forward", "two_layer_backward", ("X", "Y", "p"), ("p", CACHE))),
        cases=cases(after_forward),
        mistakes=[
            mistake("slope_missing", "The factor g'(ZH) = UH*(1 - UH) is missing.",
                    backward(slope=lambda UH, ZH: 1.0)),
            mistake("slope_at_activation", "UH already is the sigmoid: its slope is UH*(1 - UH).",
                    backward(slope=lambda UH, ZH: sigmoid(UH) * (1 - sigmoid(UH)))),
            mistake("activation_for_slope", "UH is the activation; its slope is UH*(1 - UH).",
                    backward(slope=lambda UH, ZH: UH)),
            mistake("slope_times_score", "g'(ZH) is the slope at ZH; do not multiply by ZH as well.",
                    backward(slope=lambda UH, ZH: UH * (1 - UH) * ZH)),
            mistake("slope_at_score", "The sigmoid's slope is UH*(1 - UH), with its output, not with its score.",
                    backward(slope=lambda UH, ZH: ZH * (1 - ZH))),
            mistake("tanh_slope", "1 - u^2 is the slope of tanh; the sigmoid's is u(1 - u).",
                    backward(slope=lambda UH, ZH: 1 - UH**2)),
            mistake("hidden_layer_averaged",
                    "One averaging too many, in one layer only; J is a sum, so no 1/B anywhere.",
                    backward(finish=averaged("WH", "bH"))),
            mistake("all_averaged", "J is a sum over the batch here; no 1/B.",
                    backward(finish=averaged("WH", "bH", "WO", "bO"))),
            mistake("in_out_layout", "Weights are (out, in): a gradient has the shape of its parameter.",
                    backward(finish=transposed)),
            mistake("slope_in_output_weights", "WO multiplies UH itself; the slope belongs to the step back to ZH.",
                    WO=lambda p, cache: ((softmax(cache["ZO"]) - cache["Y"]).T @ (cache["UH"] * (1 - cache["UH"])))),
            mistake("scores_for_units", "WO multiplies UH, the hidden units; ZH is what they were before the sigmoid.",
                    WO=lambda p, cache: (softmax(cache["ZO"]) - cache["Y"]).T @ cache["ZH"]),
            mistake("bias_not_summed", "bH is added to every row, so its gradient is the sum over the rows.",
                    bH=hidden_errors, bO=lambda p, cache: softmax(cache["ZO"]) - cache["Y"]),
            mistake("label_not_subtracted", "The derivative of -sum y z is missing: subtract Y.",
                    backward(dZO=lambda ZO, Y: softmax(ZO))),
            mistake("softmax_missing", "Scores are not probabilities: softmax(ZO) - Y.",
                    backward(dZO=lambda ZO, Y: ZO - Y)),
            mistake("output_slope_added", "With cross-entropy the slope of the output cancels: softmax(ZO) - Y is complete.",
                    backward(dZO=lambda ZO, Y: (softmax(ZO) - Y) * softmax(ZO) * (1 - softmax(ZO)))),
            mistake("sigmoid_for_softmax", "The outputs are one softmax over the classes, not a sigmoid each: softmax(ZO) - Y.",
                    backward(dZO=lambda ZO, Y: sigmoid(ZO) - Y)),
        ],
    ),
    relative=1e-6, exceptions_alike=True,
)
