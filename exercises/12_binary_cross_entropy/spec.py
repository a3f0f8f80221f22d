"""Exercise 12: binary cross-entropy on probabilities and on scores."""

from grader.exercise.spec import *

s = reference.activations.sigmoid
single = lambda u, y: -(y * np.log(u) + (1 - y) * np.log(1 - u))  # the cross-entropy of each example, as printed
from_score = lambda z, y: np.log(1 + np.exp(z)) - y * z  # the same on scores
loss_of_scores = lambda z, y: np.mean(np.logaddexp(0, z) - y * z)
brackets_missing = lambda u, y: -np.mean(y * np.log(u)) + np.mean((1 - y) * np.log(1 - u))
exchanged = lambda eps: lambda u, y: np.mean(single(np.clip(y, eps, 1 - eps), u))  # labels for probabilities
per_example = lambda f: lambda z, y: f(s(z), y) / len(z)  # a gradient version: f(s, y) / N


def is_zero(loss, u, y):
    fits = np.ndim(loss) == 0 and abs(loss) <= 1e-6
    return None if fits else f"the loss is {loss:.7g}; sure and right costs 0, to 1e-6"


def is_large(loss, u, y):
    fits = np.ndim(loss) == 0 and np.isfinite(loss) and loss >= 10
    return None if fits else f"the loss is {loss:.7g}; sure and wrong costs a finite number of at least 10"


def same_when_mirrored(out, other, z, y):
    gap = abs(out[0] - other[0])
    fits = gap <= slack(out) * max(1, abs(out[0]))
    return None if fits else f"the loss of -z with the labels 1 - y differs from it by {gap:.2g}"


exercise = Exercise(
    Target(
        "bce_loss",
        points=1,
        reference=reference.losses.bce_loss,
        tolerance=Tolerance(1e-5, 1e-9),
        judged={"sure and right": is_zero, "sure and wrong": is_large},
        cases={
            "three probabilities": dict(u=[0.9, 0.2, 0.7], y=[1, 0, 0]),
            "random probabilities": dict(u=uniform(0.05, 0.95, 5), y=[1, 0, 1, 1, 0]),
            "soft labels": dict(u=uniform(0.05, 0.95, 4), y=[0.3, 0.8, 0, 1]),
            "one probability": dict(u=[0.35], y=[1]),
            "whole-number labels": whole(u=uniform(0.05, 0.95, 6), y=ints([1, 0, 0, 1, 1, 0])),
            "sure and right": extreme(u=[1, 0, 1], y=[1, 0, 1]),
            "sure and wrong": extreme(u=[0, 1, 0.4], y=[1, 0, 1]),
        },
    ),
    Target(
        "bce_with_logits",
        points=2,
        reference=reference.losses.bce_with_logits,
        parts=("loss", "dz"),
        slope=Slope(of=loss_of_scores, wrt={"dz": "z"}),
        own=OwnForward(),
        properties=(Property("the loss of z, y is that of -z, 1 - y", same_when_mirrored,
                             again=lambda z, y: {"z": -z, "y": 1 - y}),),
        cases={
            "three scores": dict(z=[2, -1.5, 0.5], y=[1, 0, 0]),
            "random scores": dict(z=away(5), y=[1, 0, 1, 1, 0]),
            "scores with soft labels": dict(z=away(4), y=[0.3, 0.8, 0, 1]),
            "one score": dict(z=[-0.8], y=[1]),
            "whole-number scores": whole(z=ints([2, -3, 4, -2]), y=ints([1, 1, 0, 0])),
            "huge scores": extreme(z=[1000, -1000, 1000, -1000], y=[1, 0, 0, 1]),
            "large scores": extreme(z=[50, -60], y=[0, 1]),
        },
        mistakes=[
            mistake("gave_dL_du", "This is the gradient w.r.t. the probability; multiply by s(1 - s).",
                    dz=per_example(lambda u, y: (u - y) / (u * (1 - u)))),
            mistake("extra_sigmoid_derivative", "s(1 - s) has already cancelled.",
                    dz=per_example(lambda u, y: (u - y) * u * (1 - u))),
            mistake("both_minus", "log(1 - u) has the inner derivative -1; CS109B's slide lost it.",
                    dz=per_example(lambda u, y: -y * (1 - u) - (1 - y) * u)),
            mistake("slide_denominator", "The slide's denominator u(1 - y) should be u(1 - u).",
                    dz=per_example(lambda u, y: (u - y) * (1 - u) / (1 - y))),
            mistake("sigmoid_missing", "Compare the label with the probability s(z), not with the score.",
                    dz=lambda z, y: (z - y) / len(z)),
            mistake("clipped_probability",
                    "A clipped sigmoid caps the loss of an example (at 16 for eps = 1e-7); work on the score: "
                    "log(1 + e^z) - y z.",
                    Seen(lambda e: 1 < e["huge scores"].got[0] < 400,
                         lambda z, y: (single(np.clip(s(z), 1e-7, 1 - 1e-7), y).mean(), (s(z) - y) / len(z))),
                    tag="extreme"),
        ],
    ),
    Derivation(
        "dL_dz", 3, "d(L, z)",
        ranges={"z": (-3, 3), "y": (0, 1)},
        definitions={"L": "log(1 + exp(z)) - y*z"},
        waypoints=[carried_out(), short_form(5)],
        slips=[
            slip("log_lost", "The derivative of log(u) is d(u, z)/u: the exponential alone is d(1 + exp(z), z).",
                 "d(log(1 + exp(z)), z)", "exp(z)"),
            slip("score_for_label", "y·z moves by y when z moves by 1.", "d(y*z, z)", "z"),
        ],
    ),
    mistakes=[
        mistake("summed_not_averaged", "Divide by N, in the loss and in its gradient.",
                bce_loss=lambda u, y: single(u, y).sum(),
                bce_with_logits=dict(loss=lambda z, y: from_score(z, y).sum(), dz=lambda z, y: s(z) - y)),
        mistake("averaged_twice", "1/N comes once, from the mean.",
                bce_with_logits=dict(dz=lambda z, y: (s(z) - y) / len(z) ** 2)),
        mistake("only_positive_term", "Examples with label 0 contribute too, through log(1 - u).",
                bce_loss=lambda u, y: -np.mean(y * np.log(u)),
                bce_with_logits=dict(loss=lambda z, y: np.mean(y * np.log(1 + np.exp(-z))),
                                     dz=per_example(lambda u, y: -y * (1 - u)))),
        mistake("brackets_missing", "The minus sign stands before the whole sum; the slide leaves the brackets out.",
                bce_loss=brackets_missing, bce_with_logits=dict(loss=lambda z, y: brackets_missing(s(z), y))),
        mistake("arguments_exchanged", "The probabilities come first here, the labels second: bce_loss(u, y).",
                bce_loss=[exchanged(eps) for eps in (1e-15, 1e-12, 1e-10, 1e-9, 1e-8, 1e-7)]),
        mistake("second_log_without_one_minus", "The other class has the probability 1 - u: its term is (1 - y) log(1 - u).",
                bce_loss=lambda u, y: -np.log(u).mean(),
                bce_with_logits=dict(loss=lambda z, y: -np.log(s(z)).mean())),
        mistake("wrong_log_base", "log means the natural logarithm, np.log.",
                bce_loss=[lambda u, y, b=b: single(u, y).mean() / np.log(b) for b in (2, 10)],
                bce_with_logits=dict(loss=[lambda z, y, b=b: from_score(z, y).mean() / np.log(b) for b in (2, 10)])),
        mistake("losses_not_reduced", "A loss is one number: take the mean.",
                bce_loss=single, bce_with_logits=dict(loss=from_score)),
        mistake("mse_for_bce", "This is the MSE; cross-entropy uses the logarithm of the probability.",
                bce_loss=lambda u, y: np.mean((u - y) ** 2)),
        mistake("sigmoid_twice", "u is already a probability, and log(1 + e^z) - y z already contains the sigmoid.",
                bce_loss=lambda u, y: single(s(u), y).mean(),
                bce_with_logits=dict(loss=lambda z, y: from_score(s(z), y).mean(),
                                     dz=per_example(lambda u, y: s(u) - y))),
        mistake("clipped_too_coarsely", "Sure and right costs nothing: keep the probabilities in [eps, 1 - eps] with eps at most 1e-7.",
                bce_loss=[Seen(lambda e: e["sure and right"].value is not None and 1e-6 < e["sure and right"].got < 0.1,
                               lambda u, y, eps=eps: single(np.clip(u, eps, 1 - eps), y).mean()) for eps in (1e-2, 1e-3, 1e-5)],
                tag="extreme"),
        mistake("log_of_zero",
                "On probabilities keep log away from 0; on scores use np.logaddexp(0, z) and a sigmoid that does not "
                "overflow.",
                bce_loss=Seen(lambda e: e.lost("sure and right", "sure and wrong"), lambda u, y: single(u, y).mean()),
                bce_with_logits=[Seen(lambda e: e.lost("huge scores"), version) for version in (
                    lambda z, y: (from_score(z, y).mean(), (s(z) - y) / len(z)),
                    lambda z, y: (loss_of_scores(z, y), (np.exp(z) / (1 + np.exp(z)) - y) / len(z)),
                )],
                tag="extreme"),
    ],
)
