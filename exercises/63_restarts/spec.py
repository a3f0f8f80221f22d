"""Exercise 63: descend, restarts, success_share, starts_needed, LANDSCAPE."""

import math

from grader.exercise.spec import *

from .versions import *


def rolling(f, w0, lr, steps):
    return dict(f=f, w0=w0, lr=lr, steps=steps)


def starting(f, starts, lr, steps):
    return dict(f=f, starts=raw(starts), lr=lr, steps=steps)


exercise = Exercise(
    Target(
        "descend",
        points=1,
        probe="descent",
        reference=VALLEYS.version("descent"),
        cases={
            "into the left valley": rolling("quartic", -0.4, 0.05, 9),
            "into the right valley": rolling("quartic", 0.7, 0.03, 6),
            "waves": rolling("waves", 1.3, 0.04, 11),
        },
        mistakes=[
            mistake("uphill", "Subtract: the gradient points uphill.",
                    descending(lambda grad, w0, lr, steps: path_of(grad, w0, -lr, steps)[-1])),
            mistake("one_step_short", "Take all the steps.",
                    descending(lambda grad, w0, lr, steps: path_of(grad, w0, lr, steps - 1)[-1])),
            mistake("gradient_not_renewed", "The slope changes on the way: compute it anew at each step.", descending(at_old_slope)),
            mistake("path_returned", "Only the end is asked for.",
                    descending(path_of), descending(lambda *words: path_of(*words)[1:]),
                    descending(lambda *words: np.array(path_of(*words)))),
        ],
    ),
    Target(
        "restarts",
        points=4,
        probe="best_end",
        reference=VALLEYS.version("best_end"),
        parts=("w", "value"),
        cases={
            "two valleys": starting("quartic", [1.9, 0.5, -2.1, -0.3, 0.9], 0.02, 12),
            "waves, few steps": starting("waves", [1.9, -2.9, -0.9, 0.3, 2.6, -1.6, 3.6], 0.03, 5),
            "waves, few starts": starting("waves", [3.2, 1.2, -1.9, 2.4], 0.05, 6),
            "the deeper valley last": starting("quartic", [1.9, 0.5, -2.1], 0.02, 12),
        },
        mistakes=[
            mistake("last_end", "Keep the best so far; a later start may end higher.", ends_by(lambda f, g, starts, ends: ends[-1])),
            mistake("first_end", "Compare all ends; is return inside the loop?", ends_by(lambda f, g, starts, ends: ends[0])),
            mistake("best_start", "A low start may lead into a shallow valley: compare the ends.", ends_by(of_best_start)),
            mistake("start_returned", "Return where the descent ended, not where it began.", ends_by(best_of_starts)),
            mistake("flattest_end", "A flat place is not a deep one: every valley's bottom is flat. Compare f.",
                    ends_by(lambda f, g, starts, ends: min(ends, key=lambda w: abs(g(w))))),
            mistake("mean_of_ends", "Between two valleys lies a hill: choose one end, do not average.",
                    ends_by(lambda f, g, starts, ends: float(np.mean(ends)))),
            mistake("nearest_to_zero", "The loss may be negative: the smallest wins, not the one nearest to 0.",
                    ends_by(lambda f, g, starts, ends: min(ends, key=lambda w: abs(f(w))))),
            mistake("smallest_weight", "The smallest f counts, not the smallest w.",
                    ends_by(lambda f, g, starts, ends: min(ends)), ends_by(lambda f, g, starts, ends: max(ends))),
            mistake("highest_end", "The smallest f is the best.", ends_by(lambda f, g, starts, ends: max(ends, key=f))),
            mistake("value_at_start", "f belongs to the end that you return: f(w) there.", value=value_at_start),
        ],
    ),
    Target(
        "success_share",
        points=1,
        reference=valleys.success_share,
        cases={
            "seven ends": dict(values=[-3.51, -1.07, -3.514, -1.069, -1.0, -3.513, -0.2], tol=0.01),
            "eight ends": dict(values=[0.4, 2.2, 0.46, 0.52, 3.1, 0.44, 1.9, 0.9], tol=0.1),
            "one exactly at the limit": dict(values=[2.0, 1.0, 1.5, 1.25, 4.0], tol=0.5),
        },
        mistakes=[
            mistake("counted", "A share: divide by the number of starts.", lambda values, tol: np.sum(values <= values.min() + tol)),
            mistake("exact_only", "Two descents into one valley end a little apart: allow for tol.",
                    lambda values, tol: np.mean(values == values.min())),
            mistake("below_mean", "Compare with the smallest value, plus tol.", lambda values, tol: np.mean(values < values.mean())),
            mistake("limit_left_out", "A value that is exactly the smallest + tol counts too.",
                    lambda values, tol: np.mean(values < values.min() + tol)),
            mistake("relative_limit", "tol is added to the smallest value, whatever its size.",
                    lambda values, tol: np.mean(values <= values.min() * (1 + tol)),
                    lambda values, tol: np.mean(values <= values.min() + tol * abs(values.min()))),
        ],
    ),
    Target(
        "starts_needed",
        points=1,
        reference=valleys.starts_needed,
        cases={
            "a fair valley": dict(p=0.3, q=0.95),
            "a narrow valley": dict(p=0.1, q=0.9),
            "a wide valley": dict(p=0.45, q=0.99),
            "exactly enough": dict(p=0.5, q=0.875),
            "an even chance": dict(p=0.15, q=0.5),
        },
        mistakes=[
            mistake("expected_number", "After 1/p starts, chance has failed in about 37 of 100 trials; q asks for more.",
                    lambda p, q: math.ceil(1 / p)),
            mistake("chances_added", "Chances of independent starts do not add up: 1 - (1 - p)^n must reach q.",
                    lambda p, q: math.ceil(q / p)),
            mistake("all_must_succeed", "One success is enough: all fail with (1 - p)^n.",
                    logarithms(lambda p, q: 1 - q, lambda p, q: p, math.ceil)),
            mistake("success_for_failure", "All n fail with the probability (1 - p)^n; this may be 1 - q at most, not q.",
                    logarithms(lambda p, q: q, lambda p, q: 1 - p, math.ceil)),
            mistake("rounded_down", "That many are not quite enough: round up.",
                    logarithms(lambda p, q: 1 - q, lambda p, q: 1 - p, math.floor)),
            mistake("one_too_many", "With exactly the probability q it is enough already.",
                    lambda p, q: 1 + math.floor(math.log(1 - q) / math.log(1 - p))),
        ],
    ),
    Constant(
        "LANDSCAPE",
        points=2,
        answers=valleys.LANDSCAPE,
        answer=NUMBER_OR_WORD,
        mistakes=[
            mistake("valleys_exchanged", "Compare f at both bottoms: the term + w favours the negative side.", {"global": "right"}),
            mistake("value_for_place", "The weight is asked for, not f there.", {"left_bottom": valleys.quartic(valleys.LEFT)}),
            mistake("symmetric_bottoms",
                    "Without the term + w the bottoms would be at -1.22 and 1.22; the term moves both.",
                    {"left_bottom": -math.sqrt(1.5), "right_bottom": math.sqrt(1.5)}),
            mistake("crest_at_zero", "The crest is where grad = 0 between the two bottoms; at 0 the slope is 1.", {"crest": 0}),
            mistake("parted_at_zero", "The valleys part at the crest, 0.17: from 0.1 the ball rolls left.", {"ball_from_0.1": "right"}),
            mistake("rounded", "Six right digits are asked for: let a descent, or `np.roots`, find them.",
                    {"left_bottom": -1.3, "right_bottom": 1.13}, {"left_bottom": -1.301, "right_bottom": 1.131},
                    {"left_bottom": -1.3008, "right_bottom": 1.1309}),
        ],
    ),
    relative=1e-6,
    exceptions_alike=True,
)
