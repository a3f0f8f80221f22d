"""Exercise 44: step_decay, warmup_cosine, clip_gradients."""

from grader.exercise.spec import *
from grader.reference.deep import schedules

from .versions import *

exercise = Exercise(
    Target(
        "step_decay", points=1, probe="rates", reference=over_steps(schedules.step_decay),
        cases={
            "halved every four": dict(lr=0.8, factor=0.5, every=4),
            "a tenth every ten": dict(lr=0.3, factor=0.1, every=10),
        },
        mistakes=[
            mistake("continuous", "The rate stays constant between two drops: whole division, t // every.",
                    steps(lambda t, every: t / every)),
            mistake("rate_grows", "factor is smaller than 1: multiply by its power, do not divide.",
                    steps(lambda t, every: -(t // every))),
            mistake("every_step", "Drop once every `every` steps.", steps(lambda t, every: t)),
            mistake("drop_too_early", "Steps are counted from 0: the first `every` steps have the full rate.",
                    steps(lambda t, every: (t + 1) // every)),
            mistake("power_as_product", "factor again and again is a power: factor ** (t // every).",
                    over_steps(lambda t, lr, factor, every: lr * factor * (t // every) if t >= every else lr),
                    over_steps(lambda t, lr, factor, every: lr * factor * (t // every))),
            mistake("once_only", "The rate drops again and again.", steps(lambda t, every: min(1, t // every))),
        ],
    ),
    Target(
        "warmup_cosine", points=3, probe="rates", reference=over_steps(schedules.warmup_cosine),
        cases={
            "five up, fifteen down": dict(lr=0.4, warmup=5, total=20),
            "with a floor": dict(lr=0.9, warmup=3, total=17, lr_min=0.15),
            "no warm-up": extreme(lr=0.5, warmup=0, total=12),
        },
        mistakes=[
            mistake("starts_at_zero", "With t = 0 the first step would do nothing: use t + 1.",
                    cosine(climb=lambda t, lr, warmup: lr * t / warmup)),
            mistake("first_step_repeated", "Steps 0 and 1 have the same rate here: climb by t + 1 from the first step on.",
                    cosine(climb=lambda t, lr, warmup: lr * max(1, t) / warmup)),
            mistake("warmup_missing", "Climb for `warmup` steps first.",
                    cosine(climb=None, progress=lambda t, warmup, total: min(1, t / total))),
            mistake("warmup_not_subtracted",
                    "The descent begins at t = warmup with p = 0: subtract warmup above and below.",
                    cosine(progress=lambda t, warmup, total: min(1, t / total))),
            mistake("half_missing", "1 + cos runs from 2 to 0: take half of it.",
                    cosine(curve=lambda p: 1 + math.cos(math.pi * p))),
            mistake("whole_period", "Half a period leads from the top to the bottom; a whole one comes back up.",
                    cosine(curve=lambda p: (1 + math.cos(2 * math.pi * p)) / 2),
                    cosine(curve=lambda p: (1 + math.cos(2 * math.pi * p)) / 2 if p < 1 else 0)),
            mistake("degrees", "np.cos takes radians: half a turn is pi, not 180.",
                    cosine(curve=lambda p: (1 + math.cos(180 * p)) / 2),
                    cosine(curve=lambda p: (1 + math.cos(180 * p)) / 2 if p < 1 else 0)),
            mistake("straight_line", "That is the linear schedule.", cosine(curve=lambda p: 1 - p)),
            mistake("floor_ignored", "The rate ends at lr_min.", cosine(between=lambda lr, lr_min, share: lr * share)),
            mistake("climb_from_floor", "The climb starts from 0, not from lr_min.",
                    over_steps(climb_from_floor)),
            mistake("floor_added", "The descent starts at lr, not at lr + lr_min.",
                    cosine(between=lambda lr, lr_min, share: lr_min + lr * share)),
            mistake("floor_as_least",
                    "The cosine runs from lr down to lr_min; cut off at lr_min it falls faster and stays there too long.",
                    cosine(between=lambda lr, lr_min, share: max(lr_min, lr * share))),
            mistake("rises_again", "After `total` steps the rate stays at lr_min.",
                    cosine(progress=lambda t, warmup, total: (t - warmup) / (total - warmup))),
            mistake("no_warmup_divided", "With warmup = 0 there is no climb; test t < warmup before you divide.",
                    Seen(lambda e: not e["no warm-up"].right, over_steps(climb_divided_first)), tag="extreme"),
        ],
    ),
    Target(
        "clip_gradients", points=3, reference=clip_gradients, parts=("clipped", "norm"),
        cases={
            "too long": network(1, 1.5),
            "short enough": network(0.1, 5.0),
            "all zero": extreme(network(0, 1.0)),
        },
        mistakes=[
            mistake("always_scaled", "A gradient that is short enough stays as it is: min(1, max_norm/norm).", always_scaled),
            mistake("each_array_alone", "One norm for all arrays together, or the direction changes.", each_alone,
                    clipped=lambda grads, max_norm: each_alone(grads, max_norm)[0]),
            mistake("entries_clipped", "Cutting entries turns the gradient; shorten it as a whole.",
                    clipped=lambda grads, max_norm: {key: np.clip(g, -max_norm, max_norm) for key, g in grads.items()}),
            mistake("root_missing", "The norm is the root of the sum of squares.",
                    clipped_by(lambda arrays: norm_of(*arrays) ** 2)),
            mistake("norms_added", "Add the squares, then take one root.",
                    clipped_by(lambda arrays: sum(map(norm_of, arrays)))),
            mistake("largest_entry", "The norm is the root of the sum of squares, not the largest entry.",
                    clipped_by(lambda arrays: max(np.abs(g).max() for g in arrays))),
            mistake("factor_inverted", "To shorten, multiply by max_norm/norm.",
                    clipped=scaled(lambda norm, most: norm / most if norm > most else 1.0)),
            mistake("norm_after", "Report the norm before clipping: it shows how often clipping happens.",
                    norm=lambda grads, max_norm: min(max_norm, norm_of(*grads.values()))),
            mistake("zero_divided", "Compare norm with max_norm before you divide.", tag="extreme",
                    clipped=[Seen(lambda e: e.lost("all zero"), scaled(factor)) for factor in (
                        lambda norm, most: most / norm if norm == 0 or norm > most else 1.0,
                        lambda norm, most: min(1.0, most / float(norm)))]),
        ],
    ),
    relative=1e-6, exceptions_alike=True,
)
