"""Exercise 65: tent, fold, count_pieces, shallow, units."""

from grader.exercise.spec import *
from grader.reference.theory import folding

from .versions import *

steps = lambda n: [0.4 + 0.7 * k for k in range(n)]
inside = lambda n, d: dict(x=uniform(0.02, 0.98, n), d=d)

exercise = Exercise(
    Target(
        "tent",
        points=1,
        reference=folding.tent,
        cases={"inside and outside": dict(x=[-0.7, 0.1, 0.35, 0.6, 0.95, 1.4]), "random places": dict(x=uniform(-1, 2, 9))},
        mistakes=[
            mistake("relus_left_out", "Without the ReLUs this is one straight line.", lambda x: 2 * x - 4 * (x - 0.5)),
            mistake("first_relu_missing", "Left of 0 the tent is 0: the first unit needs its ReLU too.",
                    lambda x: 2 * x - 4 * relu(x - 0.5)),
            mistake("slope_not_turned", "To turn from slope 2 to slope -2 take away 4.", lambda x: 2 * relu(x) - 2 * relu(x - 0.5)),
            mistake("clipped_at_one", "Two units cannot stop it at 1: it goes on falling.", lambda x: relu(folding.tent(x))),
            mistake("half_outside", "1/2 belongs inside the second ReLU: relu(x - 1/2).",
                    lambda x: 2 * relu(x) - 4 * (relu(x) - 0.5)),
        ],
    ),
    Target(
        "fold",
        points=2,
        reference=folding.fold_times,
        cases={"three times": inside(7, 3), "five times": inside(6, 5), "twice": inside(4, 2),
               "not at all": dict(x=[0.2, 0.7, 0.9], d=0)},
        mistakes=[
            mistake("multiplied", "Fold again what was folded: tent(tent(x)).", lambda x, d: d * tent(x)),
            mistake("power", "Applying a function twice is not squaring its value.", lambda x, d: tent(x) ** d),
            mistake("one_fold_too_many", "d = 0 gives x itself.", folds(lambda d: d + 1)),
            mistake("one_fold_short", "The loop runs d times: range(d).", folds(lambda d: max(d - 1, 0))),
            mistake("always_from_x", "Hand the result of one fold to the next.", folds(lambda d: min(d, 1))),
            mistake("sawtooth", "A tent comes down again from 1/2 on; (2x) % 1 jumps back.", sawtooth),
            mistake("once_at_least", "d = 0 gives x itself.", folds(lambda d: max(d, 1))),
        ],
    ),
    Target(
        "count_pieces",
        points=2,
        reference=folding.count_pieces,
        cases={
            "five pieces, rising throughout": pieces(steps(5)),
            "seven pieces, up and down": pieces(steps(7), turned=(1, 4)),
            "one piece": pieces(steps(1)),
            "slopes that come again": pieces([0.5, 1.2, 0.5, 2.0, 1.2, 0.5], shuffle=False, turned=(3,)),
            "one to four cells a piece": pieces(steps(5), cells=[2, 1, 4, 1, 3]),
        },
        mistakes=[
            mistake("kinks_counted", "n kinks part n + 1 pieces.", lambda x, y: changes(slopes_of(x, y))),
            mistake("turns_only", "A kink between two rising pieces counts too: compare slopes, not signs.", turns_only),
            mistake("spacing_ignored", "The grid is uneven: divide by np.diff(x) to get slopes.", lambda x, y: 1 + changes(np.diff(y)),
                    lambda x, y: 1 + changes(np.diff(y), 0.05)),
            mistake("slopes_in_use", "A slope that comes again later is a piece of its own: compare neighbours.", slopes_in_use),
            mistake("cells_counted", "Neighbouring cells with the same slope belong to one piece.", lambda x, y: len(x) - 1),
            mistake("rounding_counted", "Equal slopes differ in their last digits: allow for 1e-6.", rounding_counted),
            mistake("slopes_smoothed", "`np.gradient` averages over neighbouring cells, and kinks blur: use np.diff(y)/np.diff(x).",
                    smoothed_slopes, lambda x, y: 1 + changes(np.gradient(y, x))),
        ],
    ),
    Target(
        "shallow",
        points=3,
        reference=folding.shallow,
        parts=("v", "t"),
        cases={"twice": dict(d=2), "four times": dict(d=4), "three times": dict(d=3)},
        mistakes=[
            mistake("first_weight_doubled", "The first unit starts the slope 2^d from nothing; only the later ones turn it round.",
                    v=changing(lambda n: 2.0 * n, lambda n: 2.0 * n)),
            mistake("slopes_for_changes", "ReLUs add up: v[i] is the change of slope at t[i], 2^(d + 1) in size.",
                    v=changing(lambda n: n, lambda n: n)),
            mistake("signs_not_alternating", "At every second kink the slope turns upwards again.", v=all_negative),
            mistake("slope_of_one_tent", "Folded d times the pieces are as steep as 2^d.", v=changing(lambda n: 2, lambda n: 4)),
            mistake("kinks_from_one", "The first unit starts at 0, and at 1 nothing need change any more.",
                    t=lambda d: np.arange(1, 2**d + 1) / 2**d),
            mistake("spread_to_one", "The kinks are 1/2^d apart; linspace to 1 makes the steps a little larger.",
                    t=lambda d: np.linspace(0, 1, 2**d)),
        ],
    ),
    Target(
        "units",
        points=1,
        reference=folding.unit_counts,
        parts=("deep", "shallow"),
        cases={"three folds": dict(d=3), "six folds": dict(d=6), "ten folds": dict(d=10)},
        mistakes=[
            mistake("pieces_for_units", "Two units a layer, d layers: 2*d.", deep=lambda d: 2**d),
            mistake("one_unit_per_layer", "A tent takes two ReLUs.", deep=lambda d: d),
            mistake("doubling_forgotten", "Every fold doubles the number of pieces, and with it the units.", shallow=lambda d: 2 * d),
            mistake("square", "Doubling d times gives 2^d, not d^2.", shallow=lambda d: d**2),
        ],
    ),
    relative=1e-6,
    exceptions_alike=True,
)
