"""Exercise 40: l2_penalty, dropout_forward, dropout_backward."""

from grader.exercise.spec import *
from grader.reference.deep import regularisation

from .versions import *


def factors_as(slug, advice, factors):
    return mistake(slug, advice, in_training(factors), on=TRAINING)


exercise = Exercise(
    Target(
        "l2_penalty", points=2, reference=l2_penalty, parts=("penalty", "grads"),
        slope=Slope(of=lambda params, lam: l2_penalty(params, lam)[0],
                    wrt={f"grads.{key}": f"params.{key}" for key in ("W1", "b1", "W2", "b2")}),
        cases={
            "two layers": lambda rng: {
                "params": {key: rng.normal(size=s) for key, s in (("W1", (4, 3)), ("b1", 3), ("W2", (3, 2)), ("b2", 2))},
                "lam": 0.3},
            "one layer": lambda rng: {"params": {"W1": rng.normal(size=(5, 2)), "b1": rng.normal(size=2)}, "lam": 0.05},
        },
        mistakes=[
            mistake("half_missing", "With lam/2 the gradient is lam*W, as the optimiser option has it.",
                    penalty=lambda params, lam: 2 * l2_penalty(params, lam)[0]),
            mistake("biases_penalised",
                    "Only the weights are penalised; a bias shifts a unit and does not make it steeper.",
                    lambda params, lam: (penalty(lam, square_sum, params.values()),
                                         {key: lam * value for key, value in params.items()}),
                    penalty=lambda params, lam: penalty(lam, square_sum, params.values()),
                    grads=lambda params, lam: {key: lam * value for key, value in params.items()}),
            mistake("norm_not_squared", "The squares are added up and not rooted.",
                    penalty=[lambda params, lam: lam / 2 * np.sqrt(penalty(2, square_sum, weights(params))),
                             lambda params, lam: penalty(lam, np.linalg.norm, weights(params))]),
            mistake("sum_of_magnitudes", "That is the L1 penalty.",
                    lambda params, lam: (lam * sum(np.abs(W).sum() for W in weights(params)),
                                         gradients(lambda W: lam * np.sign(W), params))),
            mistake("magnitudes_halved", "That is half of the L1 penalty; here the squares are added up.",
                    lambda params, lam: (penalty(lam, lambda W: np.abs(W).sum(), weights(params)),
                                         gradients(lambda W: lam * np.sign(W), params))),
            mistake("last_matrix_only", "Add up over all matrices: penalty += ...",
                    penalty=lambda params, lam: penalty(lam, square_sum, list(weights(params))[-1:])),
            mistake("averaged", "Add up the squares; no mean.",
                    penalty=lambda params, lam: penalty(lam, lambda W: np.mean(W**2), weights(params))),
            mistake("gradient_doubled", "The 2 of the square cancels the 1/2.",
                    grads=lambda params, lam: gradients(lambda W: 2 * lam * W, params)),
        ],
    ),
    Target(
        "dropout_forward", points=3, reference=dropout_forward, parts=("out", "cache"),
        cases={
            "a third dropped": forward((4, 5), 0.3, True),
            "most dropped": forward((5, 3), 0.6, True),
            "not training": forward((4, 5), 0.3, False),
            "not training, most": forward((5, 3), 0.6, False),
        },
        mistakes=[
            mistake("scaled_in_use_instead",
                    "That is the older form of dropout; here what is kept is divided by 1 - p in training, so that "
                    "nothing is left to do in use.",
                    in_training(kept, lambda x, p: (x * (1 - p), np.full_like(x, 1 - p))),
                    in_training(kept, lambda x, p: (x * (1 - p), np.ones_like(x))),
                    on=TRAINING + IN_USE),
            factors_as("not_scaled",
                       "Divide what is kept by 1 - p, or the next layer receives less in training than in use.", kept),
            factors_as("scaled_down", "Divide by 1 - p; multiplying shrinks the signal twice.",
                       lambda u, p: (u >= p) * (1 - p)),
            factors_as("divided_by_p", "p is the probability to drop; what is kept is divided by 1 - p.",
                       lambda u, p: (u >= p) / p),
            factors_as("p_as_keep_probability",
                       "Here p is the probability to drop, as in PyTorch; some courses use it for keeping.",
                       lambda u, p: (u < p) / p),
            factors_as("mask_inverted", "An entry is dropped with probability p: where u < p.",
                       lambda u, p: (u < p) / (1 - p)),
            factors_as("whole_rows", "Every entry has a number of its own in u.",
                       lambda u, p: np.broadcast_to(u[:, :1] >= p, u.shape) / (1 - p)),
            mistake("dropped_in_use", "When the network is used nothing is dropped.",
                    lambda x, u, p, train: dropout_forward(x, u, p, True), on=IN_USE),
            mistake("scaled_in_use", "The scaling was done in training already; in use x passes unchanged.",
                    out=lambda x, u, p, train: x * (1 - p), on=IN_USE),
            mistake("cache_unscaled", "The backward pass needs the factors themselves, 1/(1 - p) included.",
                    cache=lambda x, u, p, train: kept(u, p), on=TRAINING),
            mistake("cache_missing_in_use", "The backward pass multiplies by the factors in use, too: they are all 1.",
                    cache=lambda x, u, p, train: None, on=IN_USE),
        ],
    ),
    Target(
        "dropout_backward", points=2, reference=regularisation.dropout_backward,
        slope=Slope(of=lambda dout, x, factors: np.sum(dout * x * factors), wrt="x",
                    at=lambda dout, cache: {"dout": dout, "x": np.ones_like(dout), "factors": cache}),
        cases={
            "a third dropped": case(7, backward((4, 5), 0.3)),
            "most dropped": case(8, backward((5, 3), 0.6)),
        },
        mistakes=[
            mistake("mask_forgotten", "A dropped entry did not reach the output: its gradient is 0.",
                    lambda dout, cache: dout),
            mistake("scale_forgotten", "The forward pass multiplied by 1/(1 - p), so does the backward pass.",
                    lambda dout, cache: dout * (cache != 0)),
            mistake("factors_squared", "Multiply by the factors once.", lambda dout, cache: dout * cache**2),
            mistake("upstream_forgotten", "They are the local gradient; multiply by dout.", lambda dout, cache: cache),
        ],
    ),
    relative=1e-6, exceptions_alike=True,
)
