"""Exercise 11: MAE and MSE with their gradients."""

from grader.exercise.spec import *

mae_loss, mse_loss = reference.losses.mae_loss, reference.losses.mse_loss


def near(shape):
    """Targets y, and predictions p that miss each of them by 0.1 to 2."""
    y = away(shape)
    return {"y": y, "p": y + away(shape, 0.1, 2)}


CASES = {
    "by hand": dict(p=[2.5, -1.5, 4, 0.5], y=[3, -2, 2, 1.7]),
    "residuals of 3": dict(p=[5, 1.5, 2.5], y=[2, -1.5, -0.5]),
    "a vector": near(5),
    "a batch": near((4, 3)),
    "one row": near((1, 2)),
    "whole numbers": whole(p=ints([3, -2, 5, 4]), y=ints([5, -5, 4, 8])),
    "a column against a vector": error(ValueError, p=away((5, 1)), y=away(5)),
}
of_errors = lambda f: lambda p, y: f(p - y)  # a version that is a function of d = p - y
mean_abs = lambda d: np.abs(d).mean()
mean_square = lambda d: (d**2).mean()
not_negative = lambda out, p, y: None if out[0] >= 0 else f"the loss is {out[0]:.7g}; it cannot be negative"


def times(factor, growth):
    """The law that the loss grows by `growth` when every error grows by `factor`."""

    def grows(out, other, p, y):
        fits = abs(other[0] - growth * out[0]) <= slack(out) * max(1, abs(other[0]))
        return None if fits else f"errors {factor} times as large make the loss {other[0] / out[0]:.9g} times as large"

    text = f"errors {factor} times as large, a loss {growth} times as large"
    return Property(text, grows, again=lambda p, y: {"p": y + factor * (p - y), "y": y})


def loss_target(name, reference, mean, power):
    return Target(
        name, points=1.5, reference=reference, cases=CASES, parts=("loss", "dp"),
        slope=Slope(of=of_errors(mean), wrt={"dp": "p"}), own=OwnForward(),
        properties=(Property("loss >= 0", not_negative), times(2, 2**power), times(10, 10**power)),
    )


def unreduced(f):
    """The single losses, or their mean over one axis only."""
    return [of_errors(f), *(of_errors(lambda d, axis=axis: f(d).mean(axis=axis)) for axis in (0, -1, 1))]


def over_pairs(mean, example):
    """The loss of the column against the vector is taken over all pairs."""

    def when(e):
        view = e["a column against a vector"]
        return np.isclose(view.got[0], mean(view.inputs["p"] - view.inputs["y"]), rtol=1e-6)

    return Seen(when, example)


RESIDUALS = [of_errors(np.mean), of_errors(lambda d: np.mean(-d)), of_errors(lambda d: d)]

exercise = Exercise(
    loss_target("mae_loss", mae_loss, mean_abs, 1),
    loss_target("mse_loss", mse_loss, mean_square, 2),
    Derivation(
        "dMSE_dp", 2, "d(MSE, p[j])",
        ranges={"p[k]": (-2, 2), "y[k]": (-2, 2)},
        definitions={"n": "sum(k, 1)", "MSE": "sum(k, (p[k] - y[k])**2)/n"},
        waypoints=[derivative_inside_sum(), carried_out(), short_form(7)],
        slips=[
            slip("every_entry_moves", "Only the term k = j holds p[j]: the inner derivative is [k==j], not 1.",
                 "d(p[k] - y[k], p[j])", "1"),
            *(slip("every_entry_moves", "Only the term k = j holds p[j]: the inner derivative is [k==j], not 1.", *step) for step in (
                ("d((p[k] - y[k])**2, p[j])", "2*(p[k] - y[k])"), ("d(MSE, p[j])", "sum(k, 2*(p[k] - y[k]))/n"))),
        ],
    ),
    mistakes=[
        mistake("losses_exchanged", "MAE takes absolute values, MSE squares.", mae_loss=mse_loss, mse_loss=mae_loss),
        mistake("summed_not_averaged", "Divide by the number of entries, in the loss and in its gradient.",
                mae_loss=dict(loss=of_errors(lambda d: np.abs(d).sum()), dp=of_errors(np.sign)),
                mse_loss=dict(loss=of_errors(lambda d: (d**2).sum()), dp=of_errors(lambda d: 2 * d))),
        mistake("divided_by_n_only", "Divide by the number of all entries, N times K.",
                mae_loss=dict(loss=of_errors(lambda d: np.abs(d).sum() / len(d)),
                              dp=of_errors(lambda d: np.sign(d) / len(d))),
                mse_loss=dict(loss=of_errors(lambda d: (d**2).sum() / len(d)), dp=of_errors(lambda d: 2 * d / len(d)))),
        mistake("half_convention", "This course has no factor 1/2 in the MSE, so the 2 of the derivative stays.",
                mse_loss=dict(loss=of_errors(lambda d: mean_square(d) / 2), dp=of_errors(lambda d: d / d.size))),
        mistake("residual_as_loss",
                "A residual can be negative, so it has no smallest value: take absolute values or squares.",
                mae_loss=dict(loss=RESIDUALS), mse_loss=dict(loss=RESIDUALS)),
        mistake("variance_for_mse",
                "The variance subtracts the mean error first; three errors of 3 would count as perfect.",
                mse_loss=dict(loss=of_errors(np.var))),
        mistake("root_taken", "This is the RMSE.", mse_loss=dict(loss=of_errors(lambda d: np.sqrt(mean_square(d))))),
        mistake("loss_not_reduced", "A loss is one number: average over all entries.",
                mae_loss=dict(loss=unreduced(np.abs)), mse_loss=dict(loss=unreduced(np.square))),
        mistake("residual_as_gradient", "The derivative of d^2 is 2 d, and the mean divides it by n.",
                mse_loss=dict(dp=of_errors(lambda d: d))),
        mistake("sign_lost", "The derivative of an absolute value is +1 or -1.",
                mae_loss=dict(dp=of_errors(lambda d: np.full(d.shape, 1 / d.size)))),
        mistake("residual_for_sign", "The derivative of an absolute value does not depend on the size of the error.",
                mae_loss=dict(dp=of_errors(lambda d: d / d.size))),
        mistake("broadcast_pairs", "Check p.shape == y.shape first and raise ValueError.",
                mae_loss=over_pairs(mean_abs, lambda p, y: (mean_abs(p - y), np.sign(p - y) / p.size)),
                mse_loss=over_pairs(mean_square, lambda p, y: (mean_square(p - y), 2 * (p - y) / p.size)), tag="error"),
    ],
)
