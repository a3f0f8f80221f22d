"""Exercise 14: softmax cross-entropy with its gradient."""

from grader.exercise.spec import *

softmax, log_softmax = reference.activations.softmax, reference.activations.log_softmax
softmax_loss, one_hot, nll_loss = reference.losses.softmax_loss, reference.losses.one_hot, reference.losses.nll_loss
FAR_ROWS = np.array([[1000.0], [-1000.0], [0.0], [900.0]])
loss_of = lambda x, y: softmax_loss(x, y)[0]


def rows_sum_to_zero(out, x, y):
    gap = np.max(np.abs(out[1].sum(axis=1)))
    return None if gap <= slack(out) else f"a row of dx adds up to {gap:.2g}, not to 0"


def same_when_shifted(out, other, x, y):
    gap = max(abs(out[0] - other[0]), np.max(np.abs(out[1] - other[1])))
    return None if gap <= slack(out) else f"x + 3.7 gives another loss or dx, by {gap:.2g}"


# Versions: the loss times f(N, C), dx times f(N, C), dx as f(P, Y) / N.
loss_times = lambda f: lambda x, y: loss_of(x, y) * f(*x.shape)
dx_times = lambda f: lambda x, y: softmax_loss(x, y)[1] * f(*x.shape)
mean_of = lambda f: lambda x, y: f(softmax(x), one_hot(y, x.shape[1])) / len(x)
binary_form = lambda P, Y: -(Y * np.log(P) + (1 - Y) * np.log(1 - P))
down_columns = lambda x: log_softmax(x.T).T  # the logarithm of P, normalised over the examples
with_log_p = lambda f: lambda x, y: (nll_loss(f(softmax(x)), y), softmax_loss(x, y)[1])  # f(P) taken for log P


def one_subtracted_in_columns(x, y):
    P = softmax(x)
    P[:, y] -= 1
    return P / len(x)


def one_subtracted_in_rows(x, y):
    P = softmax(x)
    P[y] -= 1
    return loss_of(x, y), P / len(x)


def unshifted(x, y):
    e = np.exp(x)
    total = e.sum(axis=1, keepdims=True)
    return nll_loss(x - np.log(total), y), (e / total - one_hot(y, x.shape[1])) / len(x)


def eps_is_seen(e):
    """On plain cases dx is right and the loss right to 0.01; where the loss is 1000 it is far too small."""

    def close(view):
        loss, dx = view.got
        return abs(loss - view.expected[0]) <= 0.01 and np.allclose(dx, view.expected[1], rtol=1e-6, atol=1e-9)

    return all(map(close, e.plain)) and 1 < e["scores far apart"].got[0] < 900


exercise = Exercise(
    Target(
        "softmax_loss", points=3, reference=softmax_loss, parts=("loss", "dx"),
        slope=Slope(of=loss_of, wrt={"dx": "x"}), own=OwnForward(),
        properties=(
            Property("every row of dx adds up to 0", rows_sum_to_zero),
            Property("x + 3.7 gives the same", same_when_shifted,
                     again=lambda x, y: {"x": x + 3.7, "y": y}, kinds=("plain",)),
        ),
        cases={
            "the slide's scores": dict(x=[[2, 1, 0.5]], y=ints([0])),
            "a batch with a class missing": dict(x=normal((5, 3), 1.5), y=ints([0, 2, 2, 0, 2])),
            "more classes than examples": dict(x=normal((4, 6), 1.5), y=ints([4, 1, 5, 1])),
            "ten equal classes": dict(x=[[0.25] * 10] * 6, y=ints([3, 7, 7, 2, 0, 9])),
            "whole-number scores": whole(x=ints([[1, 2, 3], [2, 4, 1], [3, 0, 5], [2, 5, 2]]), y=ints([2, 0, 0, 2])),
            "rows far apart": extreme(x=normal((4, 3), 1.5) + FAR_ROWS, y=ints([2, 0, 0, 2])),
            "scores far apart": extreme(x=[[0, -1000, -2000], [3, -5, -800]], y=ints([2, 0])),
        },
        mistakes=[
            mistake("summed_not_averaged", "Divide by N, in the loss and in its gradient.",
                    loss=loss_times(lambda N, C: N), dx=dx_times(lambda N, C: N)),
            mistake("averaged_twice", "1/N comes once, from the mean.",
                    dx=dx_times(lambda N, C: 1 / N)),
            mistake("averaged_over_classes", "Divide by the number of examples only.",
                    loss=loss_times(lambda N, C: 1 / C),
                    dx=[dx_times(lambda N, C: 1 / C), dx_times(lambda N, C: N / C)]),
            mistake("one_subtracted_after_the_mean", "Subtract 1 first, then divide everything by N: the 1 is averaged too.",
                    dx=mean_of(lambda P, Y: P - Y * len(P))),
            mistake("binary_form",
                    "That is the loss of two classes, class by class; here only the true class counts: -log P[y].",
                    loss=[lambda x, y: binary_form(softmax(x), one_hot(y, x.shape[1])).sum() / len(x),
                          lambda x, y: binary_form(softmax(x), one_hot(y, x.shape[1])).mean()]),
            mistake("sum_over_everything", "Each row has its own sum of exponentials: sum along axis 1.",
                    loss=lambda x, y: nll_loss(x - np.log(np.exp(x).sum()), y),
                    dx=lambda x, y: (np.exp(x) / np.exp(x).sum() - one_hot(y, x.shape[1])) / len(x)),
            mistake("label_forgotten", "Subtract 1 at the true class.", dx=mean_of(lambda P, Y: P)),
            mistake("one_subtracted_everywhere", "Subtract 1 only at the true class of each row.",
                    dx=mean_of(lambda P, Y: P - 1)),
            mistake("one_subtracted_in_rows",
                    "`P[y]` takes whole rows; pair row i with column y[i]: P[np.arange(N), y] -= 1.",
                    one_subtracted_in_rows),
            mistake("one_subtracted_in_columns",
                    "`P[:, y]` takes whole columns; pair row i with column y[i]: P[np.arange(N), y] -= 1.",
                    dx=one_subtracted_in_columns),
            mistake("diagonal_only",
                    "Every probability depends on every score: the Jacobian of softmax is not diagonal.",
                    dx=mean_of(lambda P, Y: -Y * (1 - P))),
            mistake("slope_added", "P - Y has gone through the softmax already: no slope is multiplied to it.",
                    dx=[mean_of(lambda P, Y: (P - Y) * P), mean_of(lambda P, Y: (P - Y) * P * (1 - P))]),
            mistake("slope_for_gradient", "P(1 - P) is the slope of one probability in its own score; the loss has the gradient P - Y.",
                    dx=[mean_of(lambda P, Y: P * (1 - P)), mean_of(lambda P, Y: np.where(Y == 1, -P * (1 - P), P * (1 - P)))]),
            mistake("gave_dL_dP",
                    "This is the gradient w.r.t. the probabilities; continue through the softmax to the scores.",
                    dx=mean_of(lambda P, Y: -Y / P)),
            mistake("scores_for_probabilities", "Compare the label with the probabilities, not with the scores.",
                    dx=lambda x, y: (x - one_hot(y, x.shape[1])) / len(x)),
            mistake("double_softmax", "The softmax is applied twice; this loss takes scores.",
                    loss=lambda x, y: loss_of(softmax(x), y), dx=mean_of(lambda P, Y: softmax(P) - Y)),
            mistake("columns_for_pairs", "Pair row i with column y[i].",
                    loss=[lambda x, y: -log_softmax(x)[:, y].mean(),
                          lambda x, y: -log_softmax(x)[:, y].sum() / len(y)]),
            mistake("wrong_axis", "Rows are the examples.",
                    loss=lambda x, y: nll_loss(down_columns(x), y),
                    dx=lambda x, y: (np.exp(down_columns(x)) - one_hot(y, x.shape[1])) / len(x)),
            mistake("log_of_softmax",
                    "A probability has underflowed to 0; compute log P from the scores: x - log-sum-exp.",
                    Seen(lambda e: e.lost("scores far apart"), with_log_p(np.log)), tag="extreme"),
            mistake("eps_inside_log", "The constant hides how wrong the scores are; compute log P from the scores.",
                    *(Seen(eps_is_seen, with_log_p(f)) for f in (
                        lambda P: np.log(P + 1e-12), lambda P: np.log(P + 1e-6),
                        lambda P: np.log(np.clip(P, 1e-9, 1)))),
                    always=True),
            mistake("no_max_shift", "exp(1000) is infinite; subtract the row's largest score first.",
                    Seen(lambda e: e["scores far apart"].right and e.lost("rows far apart"), unshifted), tag="extreme"),
        ],
    ),
    Derivation(
        "dL_dx", 3, "d(-sum(k, Y[k]*log(P[k])), x[j])",
        ranges={"x[k]": (-2, 2), "Y[k]": (0.1, 1)},
        definitions={"P[k]": "exp(x[k])/sum(l, exp(x[l]))"},
        shares=("Y",),
        waypoints=[derivative_inside_sum(), carried_out(), short_form(4)],
        slips=[
            slip("diagonal_jacobian", "Every probability depends on every score: d(P[k], x[j]) = P[k]·([k==j] - P[j]).",
                 "d(P[k], x[j])", "P[k]*(1 - P[k])"),
            slip("off_diagonal_lost", "For k different from j the derivative is -P[k]·P[j], not 0.",
                 "d(P[k], x[j])", "[k==j]*P[k]*(1 - P[k])"),
            slip("index_of_softmax", "The second factor holds P[j], of the score that moves: [k==j] - P[j].",
                 "d(P[k], x[j])", "P[k]*([k==j] - P[k])"),
            slip("delta_lost", "1 stands only where k = j: [k==j].", "d(P[k], x[j])", "P[k]*(1 - P[j])"),
        ],
    ),
)
