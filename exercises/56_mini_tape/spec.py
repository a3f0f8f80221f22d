"""Exercise 56: Tape.gradient, Tape, Dense."""

from grader.exercise.spec import *

from .versions import *

not_stopped = dict(__exit__=lambda self, *error: None)


def on_tape(expression, **values):
    return dict(expression=expression, values=values)


def drawn_values(expression, draw, *names):
    """One draw for each name, in order."""
    return lambda rng: on_tape(expression, **{name: draw.realised(rng, {}) for name in names})


def two_layers(rng):
    shapes = {"x": (4, 3), "W1": (3, 5), "b1": 5, "W2": (5, 2), "b2": 2, "y": (4, 2)}
    return on_tape("layers", **{name: rng.normal(size=shape) for name, shape in shapes.items()})


def layer(units, activation, N1, N2, D):
    seed = drawn(lambda rng: list(rng.bit_generator.seed_seq.entropy))
    return dict(units=units, activation=activation, x1=normal((N1, D)), x2=normal((N2, D)), bias=away(units), seed=seed)


exercise = Exercise(
    Target(
        "Tape.gradient",
        points=4,
        probe="gradient",
        reference=RIGHT.version("gradient"),
        slope=Slope(
            of=sum_of_target, at=flat, wrt={name: name for name in ("a", "b", "x", "W1", "b1", "W2", "b2", "u", "w")}
        ),
        cases={
            "the graph of the slide": drawn_values("deck", away(), "a", "b", "c"),
            "used again and again": drawn_values("again", away(3), "x"),
            "two layers": two_layers,
            "a variable that plays no part": drawn_values("unused", away(4), "u", "w", "q"),
            "watched late": drawn_values("late", away(2), "x"),
            "one array for two shares": case(11, drawn_values("shared", away(3), "x", "y")),
        },
        mistakes=[
            mistake(
                "tape_not_returned",
                "`with Tape() as tape` binds what __enter__ returns: return self.",
                Seen(lambda e: e.all_raise(TypeError, "__enter__ must return"), raising(TypeError("__enter__ must return the tape"))),
            ),
            mistake(
                "constants_followed",
                "A plain Tensor is a constant until it is watched: answer None for it.",
                gradient_with(follows=everything),
            ),
            mistake(
                "recorded_before_watching",
                "What happened before watch is not on the tape: record only operations on what is followed.",
                gradient_with(record=record_all),
            ),
            mistake(
                "zeros_for_none",
                "No connection is not a gradient of 0: answer None, so that a forgotten watch is noticed.",
                gradient_with(answer=zeros_for_none),
                gradient_with(answer=zeros_where_followed),
                gradient_with(answer=share_or_zeros),
            ),
            mistake(
                "overwritten",
                "A Tensor that was used twice receives two shares: add them.",
                gradient_with(received=last_share),
            ),
            mistake(
                "played_forwards",
                "Play the tape backwards: the last operation comes first.",
                gradient_with(run=lambda self: list(self.operations)),
            ),
            mistake(
                "results_not_followed",
                "The result of a recorded operation must be followed too, or the chain breaks after one link.",
                gradient_with(record=record_without_watching),
            ),
            mistake(
                "variables_not_followed",
                "Variables are followed by themselves; watch is for plain Tensors.",
                gradient_with(follows=watched_only),
            ),
            mistake(
                "target_averaged",
                "Start with 1 for each entry of target: the gradient of their sum.",
                gradient_with(start=lambda self, target: np.ones_like(target.value) / target.value.size),
            ),
            mistake(
                "started_with_value",
                "The derivative of target with respect to itself is 1, whatever its value.",
                gradient_with(start=lambda self, target: target.value),
            ),
        ],
    ),
    Target(
        "Tape",
        points=3,
        probe="tapes",
        reference=RIGHT.version("tapes"),
        parts=("second", "persistent", "outside", "nested"),
        cases={"three numbers": case(6, x=away(3), y=away(3)), "a matrix": case(7, x=away((2, 4)), y=away((2, 4)))},
        mistakes=[
            mistake(
                "tape_not_returned",
                "`with Tape() as tape` binds what __enter__ returns: return self.",
                Seen(lambda e: e.all_raise(TypeError, "__enter__ must return"), raising(TypeError("__enter__ must return the tape"))),
            ),
            mistake(
                "second_allowed",
                "A tape that is not persistent throws its record away after the first gradient: raise RuntimeError.",
                second=part_with("second", __init__=always(True)),
            ),
            mistake(
                "overwritten",
                "A Tensor that was used twice receives two shares: add them.",
                persistent=part_with("persistent", received=last_share),
                nested=part_with("nested", received=last_share),
            ),
            mistake(
                "persistent_refused",
                "With persistent=True the record is kept and may be asked again.",
                persistent=part_with("persistent", __init__=refused),
            ),
            mistake(
                "persistent_added_up",
                "Start each call with fresh gradients.",
                persistent=part_with("persistent", gradient=added_up),
            ),
            mistake(
                "record_used_up",
                "Run through the record without removing anything.",
                persistent=part_with("persistent", run=used_up),
            ),
            mistake(
                "never_stopped",
                "The tape stops at the end of the with block: take it out of OPEN.",
                outside=part_with("outside", **not_stopped),
            ),
            mistake(
                "all_tapes_stopped",
                "Take out this tape only; others may still be running.",
                nested=part_with("nested", __exit__=stops_all),
            ),
            mistake(
                "runs_alone",
                "Several tapes may run: append to OPEN.",
                nested=part_with("nested", __enter__=runs_alone, __exit__=stops_if_running),
            ),
            mistake(
                "one_record_for_all",
                "A list in the class body belongs to all tapes; make it in __init__.",
                nested=part_with("nested", __init__=with_lists_of_the_class, operations=[]),
            ),
        ],
    ),
    Target(
        "Dense",
        points=3,
        probe="dense",
        reference=RIGHT.version("dense"),
        parts=("before", "out", "weights", "again", "kinds"),
        cases={
            "sigmoid": case(8, layer(3, "sigmoid", 5, 4, 2)),
            "relu": case(9, layer(4, "relu", 2, 6, 5)),
            "no activation": case(10, layer(2, None, 3, 5, 6)),
        },
        mistakes=[
            mistake(
                "kernel_out_in",
                "Keras stores the kernel as (inputs, units).",
                dense(builder(shape=lambda D, units: (units, D)), call_transposed),
            ),
            mistake(
                "bound_from_inputs",
                "Glorot's bound has inputs and outputs in it: sqrt(6/(D + units)).",
                dense(builder(bound=lambda D, units: 6 / D)),
            ),
            mistake("bias_drawn", "In Keras the bias starts at zeros.", dense(builder(drawn=True))),
            mistake("activation_ignored", "Apply the activation that was asked for.", dense(call=call_plain)),
            mistake(
                "built_at_every_call",
                "Build once: later calls must use the weights that were trained.",
                dense(call=call_anew),
            ),
            mistake("bias_not_listed", "The bias is trained too: list it.", dense(builder(listed=1), call_all)),
            mistake(
                "activation_before_bias",
                "Add the bias before the activation.",
                again=lambda **inputs: dense(call=bias_last)(**inputs)["again"],
            ),
            mistake(
                "plain_tensors",
                "Only Variables are followed by themselves; a tape does not see your weights.",
                kinds=lambda **inputs: dense(builder(kind=Tensor))(**inputs)["kinds"],
            ),
        ],
    ),
    relative=1e-6,
    exceptions_alike=True,
)
