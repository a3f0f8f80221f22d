"""Exercise 45: HALF and scaler_step."""

from grader.exercise.spec import *
from grader.reference.deep import precision

from .versions import *

W = np.array([0.002, -0.001], dtype=np.float32)


def steps(lr, scale, good, every, *gradients):
    state = {"scale": scale, "good": good, "every": every}
    return dict(w=raw(W), gradients=raw(list(np.array(gradients, dtype=np.float16))), state=state, lr=lr)


exercise = Exercise(
    Constant(
        "HALF", points=1, answers=precision.HALF, answer=number,
        mistakes=[
            mistake("normal_numbers_only", "That is the smallest normal number; subnormal ones go down to 2^-24.",
                    {"smallest_positive": 6.103515625e-05}),
            mistake("gap_below_one", "That is the gap below 1; above 1 it is twice as large.",
                    {"gap_above_1": 0.00048828125}),
            mistake("odd_number_kept", "float16 has 11 binary digits: from 2048 on only even numbers exist.",
                    {"of_2049": 2049}),
            mistake("tie_rounded_up", "2049 lies half-way between 2048 and 2050; a tie goes to the even last digit.",
                    {"of_2049": 2050}),
            mistake("small_term_kept", "The next number after 1 is 1.00098: the small term is lost.",
                    {"of_1_0001": 1.0001}),
            mistake("small_number_kept", "1e-8 is less than half of the smallest positive number: it becomes 0.",
                    {"of_1e_minus_8": 1e-8}, {"of_1e_minus_8": 2.0**-24}),
        ],
    ),
    Target(
        "scaler_step", points=5, probe="scaled_steps", reference=over_steps(precision.scaler_step),
        parts=("weights", "scales"), tolerance=Tolerance(1e-6, 1e-12), may_change=("state",),
        cases={
            "growing": steps(0.5, 1024.0, 0, 2, [0.25, -0.5], [0.125, 3.0], [-0.75, 1.5], [2.0, 0.25], [0.5, -0.25]),
            "an overflow": steps(0.03, 65536.0, 1, 3, [100, -300], [200, np.inf], [150, -90], [60, 75], [30, -45], [25, 35]),
            "tiny gradients": steps(0.5, 1024.0, 0, 10, [1.5e-4, -7e-5], [6e-5, 3.2e-4], [-1.1e-4, 9e-5]),
            "not a number": steps(0.25, 4096.0, 1, 4, [4, 6], [np.nan, 8], [-2, 12], [10, -6], [8, 2]),
            "minus infinity": steps(0.25, 4096.0, 0, 4, [-8, 2], [3, -np.inf], [-6, 4], [5, 7]),
        },
        mistakes=[
            mistake("overflow_applied", "One infinite gradient spoils the weights for good; skip the step and halve the scale.",
                    varied(sound=lambda g: True),
                    varied(skipped=lambda w, g, state, lr: w - np.float32(lr) * unscaled(g, state["scale"]))),
            mistake("infinity_only", "NaN is no infinity, and spoils the weights as well; np.isfinite tests for both.",
                    varied(sound=lambda g: not np.isinf(g).any())),
            mistake("nan_only", "Infinity is no NaN, and spoils the weights as well; np.isfinite tests for both.",
                    varied(sound=lambda g: not np.isnan(g).any())),
            mistake("minus_infinity_missed", "Overflow has two signs: test for -inf as well, or use np.isfinite.",
                    varied(sound=lambda g: not (np.isnan(g) | (g == np.inf)).any())),
            mistake("not_unscaled", "g is the gradient of scale*loss: divide by scale.",
                    weights=[weights(update=lambda w, g, state, lr: w - np.float32(lr) * g.astype(np.float32)),
                             weights(update=lambda w, g, state, lr: w - np.float16(lr) * g)]),
            mistake("unscaled_in_half",
                    "What the factor saved is lost again when the division is done in float16; go to float32 first.",
                    weights=[weights(update=way) for way in (in_half, all_in_half, rate_first_in_half)]),
            mistake("weights_in_half", "Small updates vanish beside a float16 weight; the master weights stay float32.",
                    weights=[weights(update=way) for way in (half_weights, rounded_weights, rounded_before)]),
            mistake("partly_skipped", "Skip the whole step: half a gradient points elsewhere.",
                    weights=weights(skipped=rest_moved)),
            mistake("scale_kept", "Halve the scale, or the next step overflows too.",
                    scales=scales(after_skip=lambda state: {"good": 0})),
            mistake("count_kept", "An overflow sets the count back to 0.",
                    scales=scales(after_skip=lambda state: {"scale": state["scale"] / 2})),
            mistake("never_grows", "After `every` good steps double the scale.",
                    scales=scales(grows=lambda good, every: False)),
            mistake("grows_every_step", "Double only when good reaches every.",
                    scales=scales(grows=lambda good, every: True)),
            mistake("one_step_late", "The scale doubles when good reaches `every`, not one step later.",
                    scales=scales(grows=lambda good, every: good > every)),
            mistake("count_not_restarted", "After doubling, good starts at 0 again.",
                    scales=[scales(after_growth=kept, grows=grows, **more)
                            for grows in (lambda good, every: good >= every, lambda good, every: good == every)
                            for more in ({}, {"after_skip": halved_only})]),
        ],
    ),
    relative=1e-6, exceptions_alike=True,
)
