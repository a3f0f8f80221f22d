"""Exercise 66: to_polar, rbf, fit_linear, before_and_after."""

from grader.exercise.spec import *

from .versions import *

arctan2 = lambda x, y: np.arctan2(y, x)

exercise = Exercise(
    Target(
        "to_polar",
        points=1,
        reference=coordinates.to_polar,
        cases={"all four quarters": dict(P=[[2, 1], [-1.5, 0.5], [-0.4, -1.2], [0.8, -2], [0.3, 1.7]]),
               "random points": dict(P=away((7, 2)))},
        mistakes=[
            mistake("quarters_lost", "arctan cannot tell (1, 1) from (-1, -1); arctan2 gets both coordinates.",
                    polar(lambda x, y: np.arctan(y / x))),
            mistake("arguments_exchanged", "arctan2 takes y first.", polar(np.arctan2)),
            mistake("degrees", "Radians are asked for.", polar(lambda x, y: np.degrees(np.arctan2(y, x)))),
            mistake("columns_exchanged", "The radius comes first.", polar(arctan2, order=-1)),
            mistake("radius_squared", "Take the root.", polar(arctan2, radius=lambda x, y: x**2 + y**2)),
            mistake("full_turn", "Angles below the x axis are negative here: from -pi to pi.",
                    polar(lambda x, y: np.arctan2(y, x) % (2 * np.pi))),
        ],
    ),
    Target(
        "rbf",
        points=3,
        reference=coordinates.rbf,
        cases={"five points, two centres": dict(X=normal((5, 3)), centres=normal((2, 3)), gamma=0.4),
               "four points, three centres": dict(X=normal((4, 2)), centres=normal((3, 2)), gamma=1.7)},
        mistakes=[
            mistake("distance_not_squared", "Square the distance.", lambda X, centres, gamma: np.exp(-gamma * distances(X, centres))),
            mistake("gamma_squared", "gamma stands outside the square.",
                    lambda X, centres, gamma: np.exp(-((gamma * distances(X, centres)) ** 2))),
            mistake("width_for_gamma", "That is the form with a width sigma; here gamma multiplies.",
                    lambda X, centres, gamma: np.exp(-(distances(X, centres) ** 2) / (2 * gamma**2))),
            mistake("minus_missing", "The feature is 1 at the centre and falls with the distance: minus.",
                    lambda X, centres, gamma: np.exp(gamma * distances(X, centres) ** 2)),
            mistake("first_centre_only", "Column m belongs to centre m.",
                    lambda X, centres, gamma: coordinates.rbf(X, np.repeat(centres[:1], len(centres), axis=0), gamma)),
            mistake("exponentials_added", "Add the squares first, then take one exponential.",
                    lambda X, centres, gamma: np.exp(-gamma * (X[:, None] - centres) ** 2).sum(axis=2)),
            mistake("divided_by_gamma", "gamma multiplies the squared distance.",
                    lambda X, centres, gamma: np.exp(-(distances(X, centres) ** 2) / gamma)),
            mistake("squared_after_sum", "Square each difference, then add up: (a + b)^2 is not a^2 + b^2.",
                    lambda X, centres, gamma: np.exp(-gamma * (X[:, None] - centres).sum(axis=2) ** 2)),
            mistake("shared_out", "Every entry stands by itself: the rows need not add up to 1.",
                    lambda X, centres, gamma: coordinates.rbf(X, centres, gamma)
                    / coordinates.rbf(X, centres, gamma).sum(axis=1, keepdims=True)),
        ],
    ),
    Target(
        "fit_linear",
        points=2,
        reference=coordinates.fit_linear,
        parts=("w", "b"),
        cases={"nine examples": labelled(9, 3), "fourteen examples": labelled(14, 2)},
        mistakes=[
            mistake("targets_zero_one", "With targets 0 and 1 the border would lie at 1/2; here t is -1 and +1.", zero_one),
            mistake("bias_missing", "Add a column of ones to F; its weight is b.", through_origin),
            mistake("ones_in_front", "b is the weight of the column of ones, wherever you put it.", ones_in_front),
            mistake("features_centred", "If you subtract the means for the fit, b must take them back: mean(t) - mean(F).w.",
                    b=lambda F, y: np.mean(2 * y - 1)),
            mistake("penalty_added", "Plain least squares: nothing is added to A.T @ A.", penalised),
        ],
    ),
    Target(
        "before_and_after",
        points=3,
        probe="shares",
        reference=FITS.version("shares"),
        parts=("before", "after"),
        note=shown,
        cases={"rings": rings, "spirals": spirals, "checkers": checkers},
        mistakes=[
            mistake("border_at_half", "With targets -1 and +1 the border is 0.",
                    shares(lambda P, y: right_answers(P, y, 0.5), lambda P, F, y: right_answers(F, y, 0.5))),
            mistake("targets_zero_one", "With targets 0 and 1 the border would lie at 1/2; here t is -1 and +1.",
                    shares(zero_one_right, lambda P, F, y: zero_one_right(F, y))),
            mistake("share_of_errors", "Count the right answers.",
                    shares(lambda P, y: 1 - right_answers(P, y), lambda P, F, y: 1 - right_answers(F, y))),
            mistake("old_fit_kept", "New features need a new fit.",
                    after=part(1, shares(after=lambda P, F, y: right_answers(F, y, fit_on=P)))),
            mistake("before_twice", "Use features(P) in the second fit.", after=part(1, shares(after=lambda P, F, y: right_answers(P, y)))),
            mistake("all_one_class", "Fit and decide; a constant answer is only what a useless fit comes close to.",
                    before=part(0, shares(before=larger_class))),
        ],
    ),
    relative=1e-6,
    exceptions_alike=True,
)
