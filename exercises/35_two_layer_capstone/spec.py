"""Exercise 35: TwoLayerNet, decision_grid, MNIST, hidden_maps."""

from grader.exercise.spec import *

from .versions import *

SQUARE, EXACT = "four hidden units on the square", ("three steps on one batch", "equal examples in fours")


def in_every_run(condition, example):
    """Every run on the square meets the condition, as the example does."""
    return Seen(lambda e: all(map(condition, e[SQUARE].got["runs"])), on_the_square({"runs": [example] * 3}))


def on_the_square(output):
    """This output for the square, the right steps elsewhere."""
    return lambda X, y, **settings: other_training()(X=X, y=y, **settings) if settings else output


def trained_as(*versions):
    """The weights after given steps are those of a wrong training."""

    def fits(version):
        return lambda e: all(same_weights(e[name].got["after"], version(**e[name].inputs)["after"]) for name in EXACT)

    def example(version):
        return lambda X, y, **settings: version(X=X, y=y, **settings) if settings else one_unit_per_edge(X, y)

    return [Seen(fits(version), example(version)) for version in versions]


def summed(counts):
    """Each loss is the mean times counts(X, batch_size)."""
    return Seen(lambda e: all(summed_losses(e[name], counts) for name in EXACT), with_sums(counts))


exercise = Exercise(
    Target(
        "TwoLayerNet", points=1, probe="fresh", reference=start, judged=can_learn,
        cases={"a fresh network": a_start},
        mistakes=[
            mistake("weights_zero", "Start from random weights: from zeros all hidden units stay alike.",
                    Seen(lambda e: not np.any(e["a fresh network"].got["WH"]), zeros)),
        ],
    ),
    Target(
        "TwoLayerNet.loss", points=4, probe="loss", reference=loss, parts=("J", "grads"),
        slope=Slope(of=lambda params, X, y: loss(params, X, y)[0],
                    wrt={f"grads.{name}": f"params.{name}" for name in NAMES}), own=OwnForward(),
        keeps={"params": lambda params, X, y: params}, keeps_advice="loss must leave self.params as they are",
        cases={
            "four hidden units": weights(4, POINTS[:7], y=INSIDE[:7]),
            "three hidden units, five examples": weights(3, 3 * POINTS[20:25] - 1, y=INSIDE[20:25]),
            "one example": weights(4, POINTS[50:51], y=INSIDE[50:51]),
        },
        mistakes=[
            mistake("slope_missing", "Multiply by the slope of the hidden sigmoid before going on to WH and bH.",
                    varied(slope=np.ones_like)),
            mistake("output_slope_added",
                    "With cross-entropy the slope of the output sigmoid cancels; sigma(z) - y is complete.",
                    varied(dz=lambda z, y: score_slope(z, y) * sigmoid(z) * (1 - sigmoid(z)))),
            mistake("gradient_summed", "J is a mean, so its gradients carry 1/N too.",
                    varied(dz=lambda z, y: sigmoid(z) - y)),
            mistake("all_summed", "Use the mean over the batch, or the step size depends on the batch size.",
                    varied(dz=lambda z, y: sigmoid(z) - y, J=lambda z, y: np.sum(np.logaddexp(0, z) - y * z))),
            mistake("labels_broadcast", "(N, 1) and (N,) broadcast to (N, N); give both the same shape.",
                    varied(dz=lambda z, y: (sigmoid(z) - y.mean()) / len(z), J=all_pairs), varied(J=all_pairs)),
        ],
    ),
    Target(
        "TwoLayerNet.predict", points=1, probe="predict", reference=predict,
        cases={"all four hundred points": both_sides},
        mistakes=[
            mistake("half_on_score", "0.5 is the threshold for the probability; for the score it is 0.", predict_above(0.5)),
        ],
    ),
    Target(
        "TwoLayerNet.fit", points=4, probe="training", reference=on_the_square(one_unit_per_edge(POINTS, INSIDE)),
        judged={SQUARE: learns} | dict.fromkeys(EXACT, trains), note=what_was_learnt, seconds=20.0,
        cases={
            SQUARE: once(X=POINTS, y=INSIDE),
            EXACT[0]: Case(steps(3, POINTS[:8], INSIDE[:8], 3, 8, 0.05), probe="steps"),
            EXACT[1]: Case(steps(4, ALIKE_POINTS, np.ones(10), 2, 4, 0.02), probe="steps"),
        },
        mistakes=[
            mistake("parameters_unchanged", "The updates did not reach self.params; store the new arrays there.",
                    in_every_run(unchanged, run(start(2, 4, 0), FALLING))),
            mistake("hidden_units_identical",
                    "Equal starts get equal gradients and stay equal; start from random weights.",
                    in_every_run(units_alike, run(ALIKE, FALLING))),
            mistake("history_per_update", "Return one number per epoch, not one per batch.",
                    in_every_run(lambda one: len(one["history"]) == UPDATES,
                                 run(start(2, 4, 1), np.linspace(0.66, 0.2, UPDATES)))),
            mistake("state_lost", "Keep m, v and t outside both loops, over epochs and over batches: Adam remembers earlier gradients.",
                    *trained_as(other_training(forget="batch"), other_training(forget="epoch"))),
            mistake("losses_summed", "An epoch's loss is a mean: divide the sum by the number of batches, or of examples.",
                    *map(summed, (batch_count, len_of_X))),
            mistake("plain_descent", "Take the step of Adam (exercise 31), not the gradient times the rate.",
                    *trained_as(other_training(by_slope))),
            mistake("loss_rises", "The updates go uphill; check the sign of the step.",
                    *trained_as(other_training(sign=1), other_training(by_slope, sign=1))),
            mistake("correction_missing", "Both averages start from 0: divide them by 1 - beta to the power t.",
                    *trained_as(other_training(corrections=(uncorrected, uncorrected)))),
            mistake("first_correction_missing", "m starts at 0 and is too small at first; divide by 1 - 0.9^t.",
                    *trained_as(other_training(corrections=(uncorrected, corrected)))),
            mistake("second_correction_missing", "v starts at 0 and is too small at first; divide by 1 - 0.999^t.",
                    *trained_as(other_training(corrections=(corrected, uncorrected)))),
            mistake("count_frozen", "Every update is corrected like the first: t counts the updates and grows with each.",
                    *trained_as(other_training(corrections=(as_at_first, as_at_first)))),
            mistake("last_batch_dropped", "The smaller last batch is trained on too.",
                    *trained_as(other_training(batches=lambda n, B: in_order(n // B * B, B)))),
            mistake("one_update_per_epoch", "One update per batch, not one per epoch.",
                    *trained_as(other_training(batches=lambda n, B: [slice(n)]))),
        ],
    ),
    Target(
        "decision_grid", points=2, probe="grid", reference=decision_grid,
        cases={
            "a box that is not square": dict(x0_range=(0.0, 1.0), x1_range=(2.0, 5.0), n=4),
            "the slide's resolution": dict(x0_range=(-1.0, 2.0), x1_range=(0.0, 0.5), n=100),
        },
        mistakes=[
            mistake("corners_of_the_slide",
                    "The slide mixes the corners of the box; it does not show because its box is square.",
                    corners_mixed),
            mistake("axes_exchanged", "x0 runs along the columns, x1 along the rows.",
                    lambda **inputs: decision_grid(**inputs).T),
            mistake("rows_flipped", "Row 0 is the lowest x1; flipping is a matter of drawing.",
                    lambda **inputs: decision_grid(**inputs)[::-1]),
        ],
    ),
    Constant(
        "MNIST", 1, reference.networks.MNIST, number,
        mistakes=[
            mistake("biases_forgotten", "Count the biases: 100 hidden and 10 output.",
                    {"parameters": 784 * 100 + 100 * 10}),
            mistake("test_set_counted", "Only the 50,000 training examples are trained on.",
                    {"updates_per_epoch": 600}),
            mistake("two_class_loss", "With ten equal probabilities the loss is -log(1/10).",
                    {"loss_at_start": float(np.log(2))}),
        ],
    ),
    Target(
        "hidden_maps", points=1, reference=hidden_maps,
        cases={"maps of three units": case(9, map_case(3, (0.0, 1.0), (2.0, 5.0), 5)),
               "maps of four units": case(10, map_case(4, (-1.0, 2.0), (0.0, 0.5), 4))},
        mistakes=[
            mistake("units_last", "The units come first: one map after the other.",
                    lambda **inputs: hidden_maps(**inputs).transpose(1, 2, 0)),
            mistake("reshaped_at_once", "reshape keeps the order in memory: transpose to (h, n*n) first.",
                    lambda **inputs: reshape_at_once(hidden_maps(**inputs))),
            mistake("axes_exchanged", "x0 runs along the columns, x1 along the rows.",
                    lambda **inputs: hidden_maps(**inputs).transpose(0, 2, 1)),
            mistake("rows_flipped", "Row 0 is the lowest x1; flipping is a matter of drawing.",
                    lambda **inputs: hidden_maps(**inputs)[:, ::-1]),
            mistake("scores_returned", "The map shows the unit's output: apply the sigmoid.",
                    lambda **inputs: np.log(hidden_maps(**inputs) / (1 - hidden_maps(**inputs)))),
            mistake("biases_forgotten", "Without its bias every unit's border goes through the origin.",
                    lambda params, **inputs: hidden_maps({**params, "bH": 0 * params["bH"]}, **inputs)),
            mistake("decided", "The soft output is asked for, not the decision.",
                    lambda **inputs: (hidden_maps(**inputs) > 0.5).astype(float)),
            mistake("corners_of_the_slide", "The slide mixes the corners of the box; each axis has its own range.",
                    maps_with_corners_mixed),
        ],
    ),
    relative=1e-6, exceptions_alike=True,
)
