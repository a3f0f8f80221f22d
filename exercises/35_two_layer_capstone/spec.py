"""Exercise 35: TwoLayerNet, decision_grid, MNIST."""

from grader.exercise.spec import *

from .versions import *


def in_every_run(condition, example):
    """Every run meets the condition, as the example does."""
    return Seen(lambda e: all(map(condition, e.plain[0].got["runs"])), lambda X, y: {"runs": [example] * 3})


exercise = Exercise(
    Target(
        "TwoLayerNet", points=1, probe="fresh", reference=start, judged=can_learn,
        cases={"a fresh network": a_start},
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
                    varied(dz=lambda z, y: (sigmoid(z) - y.mean()) / len(z), J=all_pairs)),
        ],
    ),
    Target(
        "TwoLayerNet.predict", points=1, probe="predict", reference=predict,
        cases={"all four hundred points": both_sides},
    ),
    Target(
        "TwoLayerNet.fit", points=4, probe="training", reference=one_unit_per_edge,
        judged=learns, note=what_was_learnt, seconds=2.0,
        cases={
            "four hidden units on the square": once(X=POINTS, y=INSIDE),
        },
        mistakes=[
            mistake("parameters_unchanged", "The updates did not reach self.params; store the new arrays there.",
                    in_every_run(unchanged, run(start(2, 4, 0), FALLING))),
            mistake("hidden_units_identical",
                    "Equal starts get equal gradients and stay equal; start from random weights.",
                    in_every_run(units_alike, run(ALIKE, FALLING))),
            mistake("loss_rises", "The updates go uphill; check the sign of the step.",
                    in_every_run(lambda one: one["history"][-1] > one["history"][0],
                                 run(start(2, 4, 1), FALLING[::-1]))),
            mistake("history_per_update", "Return one number per epoch, not one per batch.",
                    in_every_run(lambda one: len(one["history"]) == UPDATES,
                                 run(start(2, 4, 1), np.linspace(0.66, 0.2, UPDATES)))),
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
            mistake("two_class_loss", "With ten equal probabilities the loss is -ln(1/10).",
                    {"loss_at_start": float(np.log(2))}),
        ],
    ),
    relative=1e-6, exceptions_alike=True,
)
