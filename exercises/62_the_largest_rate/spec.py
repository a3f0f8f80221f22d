"""Exercise 62: largest_rate, contraction, best_for_bowl, sweep, best_rate."""

from grader.exercise.spec import *

from .versions import *

at = with_eigenvalues
BOWLS = ("three directions", "four directions", "two directions", "the flat direction decides", "the steep direction decides",
         "far too fast")
THREE, FOUR = (0.7, 2.5, 6.0), (0.4, 1.1, 1.9, 3.3)
blown_up = lambda view: np.asarray(view.got, dtype=float)[1]


def sweeping(f, w0, rates, steps):
    return dict(f=f, w0=w0, rates=raw(rates), steps=steps)


def refusing_any(rates, losses):
    if not np.isfinite(losses).all():
        raise ValueError
    return rates[np.argmin(losses)]


exercise = Exercise(
    Target(
        "largest_rate",
        points=2,
        reference=learning_rates.largest_rate,
        cases={"three directions": bowl(*THREE), "four directions": bowl(*FOUR), "two directions": dict(H=[[3, 1.2], [1.2, 1.5]])},
        mistakes=[
            mistake("one_for_two",
                    "At 1/lambda_max the steepest direction is solved in one step; it may overshoot up to twice that.",
                    at(lambda e, lr: 1 / e[-1])),
            mistake("flattest_direction", "The steepest direction overshoots first: take the largest eigenvalue.",
                    at(lambda e, lr: 2 / e[0])),
            mistake("trace", "The trace is the sum of all eigenvalues; the largest one alone decides.", at(lambda e, lr: 2 / e.sum())),
            mistake("largest_entry", "Coupled weights are steeper along slanted directions: use the eigenvalues.",
                    lambda H: 2 / np.diag(H).max()),
            mistake("frobenius_norm", "np.linalg.norm(H) adds up all directions; the largest eigenvalue alone decides.",
                    lambda H: 2 / np.linalg.norm(H)),
            mistake("row_sums", "Row sums only bound the eigenvalues: use `np.linalg.eigvalsh`.",
                    lambda H: 2 / np.abs(H).sum(axis=1).max()),
        ],
    ),
    Target(
        "contraction",
        points=2,
        reference=learning_rates.contraction,
        cases={
            "the flat direction decides": bowl(0.5, 2.0, 5.0, lr=0.35),
            "the steep direction decides": bowl(0.5, 2.0, 5.0, lr=0.39),
            "far too fast": bowl(0.8, 1.7, 2.6, 4.5, lr=1.6),
        },
        mistakes=[
            mistake("sign_kept", "A factor of -0.9 shrinks as slowly as 0.9: take the absolute value.",
                    at(lambda e, lr: (1 - lr * e).max())),
            mistake("mean_factor", "The worst direction decides: the largest factor, not their mean.",
                    at(lambda e, lr: np.abs(1 - lr * e).mean())),
            mistake("steepest_only", "The flat direction may be the slower one: take the largest over all.",
                    at(lambda e, lr: abs(1 - lr * e[-1]))),
            mistake("flattest_only", "The steep direction may overshoot: take the largest over all.",
                    at(lambda e, lr: abs(1 - lr * e[0]))),
            mistake("frobenius_norm", "np.linalg.norm adds up all directions; the slowest one alone decides.",
                    at(lambda e, lr: np.sqrt(np.sum((1 - lr * e) ** 2)))),
            mistake("entries_for_eigenvalues", "Coupled weights move along slanted directions: use the eigenvalues of H.",
                    lambda H, lr: np.abs(1 - lr * H).max(), lambda H, lr: np.abs(np.eye(len(H)) - lr * H).max()),
            mistake("fastest_direction", "At worst: the largest factor, not the smallest.", at(lambda e, lr: np.abs(1 - lr * e).min())),
        ],
    ),
    Target(
        "best_for_bowl",
        points=1,
        reference=learning_rates.best_for_bowl,
        cases={"three directions": case(7, bowl(*THREE)), "four directions": case(8, bowl(*FOUR))},
        mistakes=[
            mistake("limit_taken", "At the limit the steepest direction does not shrink at all.", at(lambda e, lr: 2 / e[-1])),
            mistake("mean_eigenvalue", "Only the two extremes count: 2/(lambda_min + lambda_max).", at(lambda e, lr: 1 / e.mean())),
            mistake("geometric_mean", "The two factors are equal at the arithmetic mean of the extremes.",
                    at(lambda e, lr: 1 / np.sqrt(e[0] * e[-1]))),
            mistake("steepest_only", "That solves the steepest direction in one step and leaves the flattest one slow: "
                    "both extremes count.", at(lambda e, lr: 1 / e[-1])),
        ],
    ),
    Target(
        "sweep",
        points=3,
        probe="swept",
        reference=RIGHT.version("swept"),
        judged={"one rate blows up": ends_with_infinity},
        cases={
            "a bowl": sweeping("bowl", [2.0, -1.5], [0.02, 0.21, 0.09, 0.23], 12),
            "coupled weights": sweeping("coupled", [1.5, -2.0], [0.3, 0.05, 0.5], 7),
            "one rate blows up": extreme(f="quartic", w0=[1.3, -0.6, 2.0], rates=raw([0.01, 1.5, 0.05]), steps=40),
        },
        mistakes=[
            mistake("start_not_reset", "A fair trial starts every rate from w0.", descents(reset=False)),
            mistake("one_step_short", "Take the loss after all steps.", descents(steps_short=1)),
            mistake("best_on_the_way", "A descent that has gone wrong again would look good; take the loss at the end.",
                    descents(loss=lambda f, path: min(map(f, path))), descents(loss=lambda f, path: min(map(f, path[1:])))),
            mistake("uphill", "Subtract the gradient.", descents(sign=1.0)),
            mistake("nan_left", "inf - inf is NaN; return infinity wherever the loss is not finite.",
                    Seen(lambda e: np.isnan(blown_up(e["one rate blows up"])), descents(lost=None)), tag="extreme"),
            mistake("blow_up_is_zero", "A loss of 0 would win every comparison: use infinity.",
                    Seen(lambda e: blown_up(e["one rate blows up"]) == 0, descents(lost=0.0)), tag="extreme"),
        ],
    ),
    Target(
        "best_rate",
        points=1,
        reference=learning_rates.best_rate,
        cases={
            "one is not a number": dict(rates=[0.01, 0.1, 0.5, 1.0, 2.0], losses=[0.9, 0.35, 0.2, 0.6, np.nan]),
            "infinity and NaN": dict(rates=[3.0, 0.3, 0.03, 0.003], losses=[np.nan, np.inf, 0.8, 1.4]),
            "unsorted, one of them negative": dict(rates=[0.2, 0.02, 0.6, 0.06, 0.9], losses=[-0.4, 0.1, -0.7, 0.3, -0.2]),
            "none converged": error(ValueError, rates=[0.5, 5.0], losses=[np.inf, np.nan]),
        },
        mistakes=[
            mistake("nan_wins", "argmin takes NaN for the smallest number; look at finite losses only.",
                    lambda rates, losses: rates[np.argmin(losses)]),
            mistake("refused_for_one", "One rate that blew up is no reason to give up: raise ValueError only where none is finite.",
                    refusing_any),
            mistake("loss_returned", "The rate is asked for, not its loss.", finite_losses(lambda rates, losses: losses.min())),
            mistake("index_returned", "Return rates[place].",
                    lambda rates, losses: int(np.where(np.isfinite(losses), losses, np.inf).argmin())),
            mistake("largest_that_converged", "The fastest rate need not end lowest.",
                    finite_losses(lambda rates, losses: rates.max())),
            mistake("smallest_size", "Losses may be negative: the smallest wins, not the one nearest to 0.",
                    finite_losses(lambda rates, losses: rates[np.abs(losses).argmin()])),
            mistake("none_accepted", "With no finite loss there is no best rate: raise ValueError.",
                    lambda rates, losses: rates[np.where(np.isfinite(losses), losses, np.inf).argmin()], tag="error"),
            mistake("place_among_finite", "The place counts among the finite losses only: pick the rates that belong to them, too.",
                    lambda rates, losses: rates[losses[np.isfinite(losses)].argmin()]),
        ],
    ),
    relative=1e-6,
    exceptions_alike=True,
    meant=dict.fromkeys(BOWLS, "H is symmetric: there is no transpose to hide"),
)
