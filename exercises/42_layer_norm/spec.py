"""Exercise 42: layernorm_forward, layernorm_backward, rmsnorm."""

from grader.exercise.spec import *
from grader.reference.deep import normalisation

from .versions import *


def forward(slug, advice, **way):
    """A mistake in the forward pass: of all that is returned, or of out alone."""
    return mistake(slug, advice, varied(**way), out=out_of(varied(**way)))


def dx(slug, advice, formula):
    """A mistake in dx, a function of d = dout*gamma, xhat and std."""
    return mistake(slug, advice, dx=lambda dout, cache: formula(dout * cache[2], cache[0], cache[1]))


exercise = Exercise(
    Target(
        "layernorm_forward", points=2, reference=layernorm_forward, parts=("out", "cache"),
        cases={
            "four examples": layer(4, 5),
            "a large eps": layer(3, 6, eps=0.1),
            "one example": layer(1, 4),
        },
        mistakes=[
            forward("batch_normalised", "Each example is normalised on its own: over its units, axis 1.", axis=0),
            forward("sample_variance", "The divisor is D.", ddof=1),
            forward("eps_outside_root", "eps stands inside the root.", deviation=lambda var, eps: np.sqrt(var) + eps),
            forward("root_missing", "Take the root.", deviation=lambda var, eps: var + eps),
            mistake("gain_forgotten", "gamma scales and beta shifts every unit.",
                    out=lambda x, gamma, beta, eps=1e-5: layernorm_forward(x, gamma, beta, eps)[1][0]),
        ],
    ),
    Target(
        "layernorm_backward", points=4, reference=layernorm_backward, parts=("dx", "dgamma", "dbeta"),
        entries={"cache": ("xhat", "std", "gamma")},
        slope=Slope(of=loss, wrt={"dx": "x", "dgamma": "gamma", "dbeta": "beta"}, at=before),
        own=OwnForward(
            Pair("layernorm_forward", "layernorm_backward", ("x", "gamma", "beta"), (UPSTREAM, CACHE), options=("eps",)),
            upstream="dout"),
        cases={
            "four examples": case(4, passed_back(4, 5)),
            "six examples, a large eps": case(5, passed_back(6, 3, eps=0.1)),
        },
        mistakes=[
            mistake("gamma_outside",
                    "In batch normalisation gamma may be pulled out; here it varies along the axis of the mean: multiply "
                    "dout by gamma first.", dx=gamma_outside),
            dx("statistics_constant", "mean and variance move with x too.", lambda d, xhat, std: d / std),
            dx("mean_term_missing", "The mean moves with every x: subtract mean(d).",
               lambda d, xhat, std: (d - xhat * mean(d * xhat)) / std),
            dx("variance_term_missing", "The variance moves with x too: subtract xhat*mean(d*xhat).",
               lambda d, xhat, std: (d - mean(d)) / std),
            dx("batch_axis", "The means run over the units of one example, axis 1.",
               lambda d, xhat, std: (d - mean(d, axis=0) - xhat * mean(d * xhat, axis=0)) / std),
            mistake("wrong_axis", "gamma has one entry per unit and is shared by the examples: sum over axis 0.",
                    dgamma=lambda dout, cache: np.sum(dout * cache[0], axis=1)),
            mistake("xhat_missing", "gamma multiplies xhat.", dgamma=lambda dout, cache: dout.sum(axis=0)),
            mistake("wrong_axis", "beta has one entry per unit: sum over axis 0.",
                    dbeta=lambda dout, cache: dout.sum(axis=1)),
            mistake("averaged", "A parameter collects from all examples: sum.",
                    dgamma=lambda dout, cache: np.mean(dout * cache[0], axis=0), dbeta=lambda dout, cache: dout.mean(axis=0)),
        ],
    ),
    Target(
        "rmsnorm", points=2, reference=normalisation.rmsnorm,
        cases={
            "three examples": case(6, x=normal((3, 5)) + 1, gamma=away(5)),
            "a large eps": case(7, x=normal((4, 2)) + 1, gamma=away(2), eps=0.1),
        },
        mistakes=[
            mistake("mean_subtracted", "RMS normalisation leaves the mean in; that is layer normalisation.",
                    mean_subtracted),
            mistake("length_for_rms", "Mean, not sum: the result should have size about 1 in every entry.",
                    divided_by(lambda x, eps: np.sqrt(np.sum(x**2, axis=1, keepdims=True) + eps)),
                    divided_by(lambda x, eps: np.sqrt(np.sum(x**2, axis=1, keepdims=True)) + eps)),
            mistake("variance_for_mean_square", "The mean of the squares is asked for; the variance subtracts the mean first.",
                    divided_by(lambda x, eps: np.sqrt(x.var(axis=1, keepdims=True) + eps))),
            mistake("mean_squared", "Square the entries before you take their mean.",
                    divided_by(lambda x, eps: np.sqrt(mean(x) ** 2 + eps))),
            mistake("epsilon_outside", "eps is added to the mean of the squares, under the root.",
                    divided_by(lambda x, eps: np.sqrt(mean(x**2)) + eps)),
            mistake("root_missing", "Take the root.", divided_by(lambda x, eps: mean(x**2) + eps)),
            mistake("batch_normalised", "Over the units of one example, axis 1.",
                    divided_by(lambda x, eps: np.sqrt(mean(x**2, axis=0) + eps))),
        ],
    ),
    relative=1e-6, exceptions_alike=True,
)
