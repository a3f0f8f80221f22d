"""Exercise 41: batchnorm_forward, batchnorm_backward, and the derivation of dx in two parts."""

from grader.exercise.spec import *

from .versions import *


def forward(slug, advice, on=(), **way):
    """A mistake in the forward pass: of all that is returned, or of out alone."""
    return mistake(slug, advice, varied(**way), on=on, out=varied(**way, part=0))


def dx(slug, advice, formula):
    """A mistake in dx, a function of d = dout*gamma, xhat and std."""
    return mistake(slug, advice, dx=lambda dout, cache: formula(dout * cache[2], cache[0], cache[1]))


DRAWN = {"x[k]": (-2, 2), "g[k]": (-2, 2), "ε": (0.1, 1)}
UNIT = {"N": "sum(k, 1)", "mean": "sum(k, x[k])/N", "var": "sum(k, (x[k] - mean)**2)/N", "std": "sqrt(var + ε)",
        "xhat[k]": "(x[k] - mean)/std"}

exercise = Exercise(
    Target(
        "batchnorm_forward", points=3, reference=batchnorm_forward, parts=("out", "cache", "running"),
        cases={
            "training": layer(6, 3),
            "training, other settings": layer(5, 4, momentum=0.7, eps=0.1),
            "in use": layer(4, 3, train=False),
            "one example in use": layer(1, 2, train=False, eps=0.1),
        },
        mistakes=[
            mistake("features_averaged",
                    "Each unit is normalised over the examples: axis 0. Over the units of one example it is layer "
                    "normalisation.",
                    varied(measure(axis=1)),
                    varied(measure(axis=1), updated=lambda old, new, momentum: old), on=TRAINING,
                    out=varied(measure(axis=1), part=0)),
            forward("measured_over_everything", "Each unit has a mean and a variance of its own, over the examples: axis 0.",
                    measured=lambda x: {"mean": np.full(x.shape[1], x.mean()), "var": np.full(x.shape[1], x.var())}, on=TRAINING),
            forward("sample_variance", "The batch is normalised with divisor N.", measured=measure(less=1), on=TRAINING),
            forward("eps_outside_root", "eps stands inside the root: sqrt(var + eps).",
                    deviation=lambda var, eps: np.sqrt(var) + eps),
            forward("root_missing", "Divide by the standard deviation: take the root.", deviation=lambda var, eps: var + eps),
            mistake("running_used_in_training",
                    "In training the batch's own statistics are used; the running ones are for use.",
                    varied(chosen=lambda batch, running, train: running),
                    varied(chosen=lambda batch, running, train: running, updated=unchanged), on=TRAINING,
                    out=[varied(chosen=lambda batch, running, train: running, part=0), updated_running_used]),
            mistake("batch_used_in_use",
                    "In use an example must not depend on its neighbours; take the running values.",
                    out=varied(chosen=lambda batch, running, train: batch, part=0), on=IN_USE),
            mistake("gamma_beta_exchanged", "gamma scales, beta shifts.",
                    out=varied(output=lambda xhat, gamma, beta: beta * xhat + gamma, part=0)),
            mistake("shift_scaled", "beta is added after the scaling.",
                    out=varied(output=lambda xhat, gamma, beta: gamma * (xhat + beta), part=0)),
            mistake("momentum_exchanged",
                    "Here momentum is the weight of the old value; PyTorch's momentum is that of the new one.",
                    running=varied(updated=lambda old, new, momentum: averaged(old, new, 1 - momentum), part=2),
                    on=TRAINING),
            mistake("running_deviation", '"var" holds an average of variances; take the root in use, after averaging.',
                    running=[running_deviation(inside=False), running_deviation(inside=True)], on=TRAINING),
            mistake("running_sample_variance", "PyTorch's running variance has the divisor N - 1; here it is N, as in out.",
                    running=varied(measure(less=1), part=2), on=TRAINING),
            mistake("running_overwritten", "Average: one batch is not the data set.",
                    running=varied(updated=lambda old, new, momentum: new, part=2), on=TRAINING),
            mistake("cache_in_use", "In use nothing is passed back: cache is None.",
                    cache=cache_of_use, on=IN_USE),
            mistake("running_not_updated", "Training must bring the running values up to date.",
                    running=varied(updated=unchanged, part=2), on=TRAINING),
        ],
    ),
    Target(
        "batchnorm_backward", points=2, reference=batchnorm_backward, parts=("dx", "dgamma", "dbeta"),
        entries={"cache": ("xhat", "std", "gamma")},
        slope=Slope(of=loss, wrt={"dx": "x", "dgamma": "gamma", "dbeta": "beta"}, at=before),
        cases={
            "six examples": passed_back(6, 3),
            "four examples, a large eps": passed_back(4, 5, eps=0.1),
        },
        mistakes=[
            dx("statistics_constant", "mean and variance move with x too; two more terms follow from that.",
               lambda d, xhat, std: d / std),
            dx("mean_term_missing", "The mean moves with every x: subtract mean(d).",
               lambda d, xhat, std: (d - xhat * mean(d * xhat)) / std),
            dx("variance_term_missing", "The variance moves with x too: subtract xhat*mean(d*xhat).",
               lambda d, xhat, std: (d - mean(d)) / std),
            dx("sums_for_means", "Both terms are means over the batch: divide the sums by N.",
               lambda d, xhat, std: (d - d.sum(axis=0) - xhat * (d * xhat).sum(axis=0)) / std),
            mistake("gamma_missing", "xhat was multiplied by gamma on the way forward; so is its gradient.",
                    dx=lambda dout, cache: right(dout, cache[0], cache[1])),
            dx("divided_by_variance", "Divide by std once.", lambda d, xhat, std: right(d, xhat, std) / std),
            mistake("xhat_missing", "gamma multiplies xhat: dgamma = sum of dout*xhat.",
                    dgamma=lambda dout, cache: dout.sum(axis=0)),
            mistake("averaged", "A parameter collects from all examples: sum.",
                    dgamma=lambda dout, cache: mean(dout * cache[0]), dbeta=lambda dout, cache: mean(dout)),
        ],
    ),
    Derivation(
        "dstd_dx", 1, "d(std, x[j])", ranges=DRAWN, definitions=UNIT,
        waypoints=[chain("std", "var", "x"), carried_out(), no_delta(9, "a short form without [k==j]")],
        slips=[
            slip("half_lost", "The slope of √(var + ε) at var is 1/(2·std).", "d(std, var)", "1/std"),
            slip("divided_by_variance", "The slope of √(var + ε) at var is 1/(2·std).", "d(std, var)", "1/(2*(var + ε))"),
            slip("sum_for_mean", "var is a mean over the batch: 1/N stays in front.", "d(var, x[j])", "2*(x[j] - mean)"),
        ],
    ),
    Derivation(
        "dL_dx", 3, "d(sum(k, g[k]*xhat[k]), x[j])", ranges=DRAWN, definitions=UNIT,
        waypoints=[derivative_inside_sum(), carried_out(), no_delta(24)],
        slips=[
            slip("statistics_constant", "mean and std move with x[j] too; two more terms follow from that.",
                 "d(xhat[k], x[j])", "[k==j]/std"),
            *(slip("mean_term_missing", "The mean moves with every x[j]: d(mean, x[j]) = 1/N.", *step) for step in (
                ("d(mean, x[j])", "0"), ("d(xhat[k], x[j])", "([k==j] - xhat[k]*xhat[j]/N)/std"))),
            *(slip("variance_term_missing", "std moves with x[j]: d(std, x[j]) = xhat[j]/N.", *step) for step in (
                ("d(std, x[j])", "0"), ("d(xhat[k], x[j])", "([k==j] - 1/N)/std"))),
            *(slip("sums_for_means", "A mean moves by 1/N when one of its numbers moves by 1.", *step) for step in (
                ("d(mean, x[j])", "1"), ("d(std, x[j])", "xhat[j]"),
                ("d(xhat[k], x[j])", "([k==j] - 1 - xhat[k]*xhat[j])/std"))),
        ],
    ),
    relative=1e-6, exceptions_alike=True,
)
