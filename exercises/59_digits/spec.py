"""Exercise 59: loss, predict, fit, evaluate, most_confused."""

from grader.exercise.spec import *

from .versions import *

sigmoid = reference.activations.sigmoid


def seen(condition, example):
    """A condition on a run whose weights have the right shapes."""
    return Seen(lambda e: fault_of(e.plain[0].got["params"]) is None and condition(Run(e)), example)


exercise = Exercise(
    Target(
        "loss",
        points=4,
        reference=digits.classifier_loss,
        parts=("J", "grads"),
        slope=Slope(of=lambda params, X, y: digits.classifier_loss(params, X, y)[0],
                    wrt={f"grads.{name}": f"params.{name}" for name in ("W1", "b1", "W2", "b2")}),
        own=OwnForward(),
        cases={
            "four classes": with_labels(6, 5, 4, 7),
            "three classes, few examples": with_labels(4, 2, 3, 5),
            "ten classes": with_labels(8, 3, 10, 12),
            "huge scores": extreme(huge_scores),
        },
        mistakes=[
            mistake("summed", "Take the mean over the batch, or the step grows with the batch.",
                    loss(J=lambda z, y: len(y) * mean_loss(z, y), dz=lambda z, y: len(y) * score_gradient(z, y))),
            mistake("sigmoid_on_scores", "Ten classes that exclude each other share out 1: softmax over the row.",
                    loss(J=lambda z, y: negative_log(sigmoid(z), y), dz=lambda z, y: (sigmoid(z) - one_hot(z, y)) / len(y))),
            mistake("softmax_down_columns", "The classes of one example share out 1: axis 1.",
                    loss(J=lambda z, y: negative_log(down_columns(z), y),
                         dz=lambda z, y: (down_columns(z) - one_hot(z, y)) / len(y))),
            mistake("no_max_shift", "Use log-softmax: z - max - log(sum(exp(z - max))).",
                    J=Seen(lambda e: e.lost("huge scores"), part(0, loss(J=lambda z, y: negative_log(unshifted(z), y)))),
                    tag="extreme"),
            mistake("epsilon_added", "The small number caps the loss at about 28 or 37; use log-softmax, which is exact.",
                    J=[part(0, loss(J=lambda z, y, small=small: negative_log(softmax(z) + small, y)))
                       for small in (1e-12, 1e-15, 1e-16)],
                    tag="extreme"),
            mistake("label_forgotten", "Subtract 1 at the label: softmax minus one-hot.",
                    grads=part(1, loss(dz=lambda z, y: softmax(z) / len(y)))),
            mistake("gradient_summed", "J is a mean, so its gradients carry 1/N too.",
                    grads=part(1, loss(dz=lambda z, y: len(y) * score_gradient(z, y)))),
            mistake("slope_missing", "Multiply by U*(1 - U) before going on to W1 and b1.",
                    grads=part(1, loss(slope=np.ones_like))),
            mistake("bias_averaged", "The 1/N is in dz already: sum over the examples.",
                    grads=part(1, loss(bias=lambda d: d.mean(axis=0)))),
            mistake("binary_form", "The classes exclude each other: softmax, and the logarithm at the label alone; this adds up "
                    "a yes-or-no loss for each class.",
                    loss(J=lambda z, y: binary_loss(sigmoid(z), one_hot(z, y)), dz=lambda z, y: (sigmoid(z) - one_hot(z, y)) / len(y))),
        ],
    ),
    Target(
        "predict",
        points=1,
        reference=digits.best_class,
        cases={
            "ten classes": case(5, lambda rng: {"params": weights(rng, 8, 3, 10), "X": rng.normal(size=(9, 8))}),
            "as many examples as classes": case(6, lambda rng: {"params": weights(rng, 5, 6, 4), "X": rng.normal(size=(4, 5))}),
        },
        mistakes=[
            mistake("columns_decided", "Decide for each row: axis 1.",
                    lambda params, X: digits.class_scores(params, X)[0].argmax(axis=0)),
            mistake("labels_from_one", "Digits are counted from 0, like the columns.",
                    lambda params, X: digits.best_class(params, X) + 1),
            mistake("probabilities_returned", "One label per example is asked for: argmax.",
                    lambda params, X: softmax(digits.class_scores(params, X)[0])),
            mistake("score_returned", "The number of the best class is asked for, not its score: argmax.",
                    lambda params, X: digits.class_scores(params, X)[0].max(axis=1)),
            mistake("output_bias_forgotten", "The output bias can change the winner; add b2.",
                    lambda params, X: digits.best_class({**params, "b2": 0.0}, X)),
        ],
    ),
    Target(
        "fit",
        points=3,
        probe="training",
        reference=run(FALLING),
        judged=learns,
        note=what_was_learnt,
        seconds=2.0,
        cases={"fifteen hundred digits": once(case(7, pictures))},
        mistakes=[
            mistake("hidden_units_identical", "Equal starts get equal gradients and stay equal; start from random weights.",
                    seen(lambda run: run.same_units, alike)),
            mistake("softmax_down_columns", "The classes of one example share out 1: softmax over axis 1.",
                    seen(over_the_batch, run(np.linspace(4, np.log(BATCH), EPOCHS), OTHERS))),
            mistake("history_missing", "fit returns a pair: the parameters, and the list of losses.",
                    Seen(lambda e: e.all_raise(TypeError, "expected a pair"), raising(TypeError("expected a pair (params, history)")))),
            mistake("loss_rises", "The updates go uphill; check the sign of the step.",
                    seen(went_uphill, run(np.linspace(15, 860, EPOCHS), OTHERS))),
            mistake("history_per_update", "One number per epoch, not one per batch.",
                    seen(lambda run: len(run.history) == UPDATES, run(np.linspace(2, 0.1, UPDATES)))),
            mistake("one_epoch_only", "Go through the training set `epochs` times; is return inside the loop?",
                    seen(lambda run: len(run.history) == 1, run([1.4], spread=0.3))),
            mistake("history_summed", "The mean loss of an epoch is asked for, not the sum.",
                    seen(lambda run: run.complete and run.test >= 0.93 and 0.5 <= run.last < run.first, run(30 * FALLING))),
            mistake("pairs_broken", "Nothing was learnt that belongs to the pictures: shuffle X and y by the same order.",
                    seen(has_learnt_other_pairs, run(np.linspace(2.34, 2.3, EPOCHS), OTHERS))),
            mistake("steps_too_small",
                    "The loss falls, but too slowly: make one Adam update per batch, with the given lr; "
                    "plain gradient descent needs far more steps.",
                    seen(crept, run(np.linspace(2.34, 2.29, EPOCHS), spread=0.05))),
        ],
    ),
    Target(
        "evaluate",
        points=1,
        reference=digits.accuracies,
        parts=("train", "test"),
        cases={"twelve and nine examples": case(8, two_sets(6, 5, 12, 9)),
               "eight and twenty examples": case(9, two_sets(3, 7, 8, 20))},
        mistakes=[
            mistake("share_of_errors", "The share of right answers is asked for.",
                    lambda params, train, test: tuple(1 - share for share in digits.accuracies(params, train, test))),
            mistake("tested_on_training_set",
                    "The test set is the second pair: score it, or you praise what was learnt by heart.",
                    test=lambda params, train, test: digits.accuracies(params, train, test)[0]),
            mistake("percent", "A share from 0 to 1: not in percent.",
                    lambda params, train, test: tuple(100 * share for share in digits.accuracies(params, train, test))),
            mistake("counted", "A share is asked for: divide by the number of examples.",
                    lambda params, train, test: tuple(
                        share * len(y) for share, (_, y) in zip(
                            digits.accuracies(params, train, test), (train, test), strict=True))),
        ],
    ),
    Target(
        "most_confused",
        points=1,
        reference=digits.most_confused,
        cases={
            "forty answers": answers((6, 0, 0), (3, 7, 1), (3, 1, 7), (4, 8, 3), (5, 1, 1), (2, 5, 6), (2, 9, 4), (2, 9, 5),
                                     (2, 9, 8), (5, 8, 8), (2, 2, 0), (3, 4, 0), (1, 6, 0)),
            "other answers": answers((7, 2, 2), (2, 3, 8), (3, 8, 3), (4, 9, 0), (3, 5, 6), (2, 6, 5), (3, 9, 9), (1, 4, 7),
                                     (2, 7, 7), (5, 0, 0), (3, 6, 1), (2, 6, 2), (1, 1, 5), (3, 2, 8), (2, 4, 8)),
        },
        mistakes=[
            mistake("hits_counted", "Only wrong answers are asked for: leave out the diagonal.",
                    confused_by(lambda errors, counts: counts)),
            mistake("pair_exchanged", "The label comes first.", lambda y, p: digits.most_confused(p, y)),
            mistake("both_directions", "3 taken for 8 and 8 taken for 3 are two different errors.",
                    confused_by(lambda errors, counts: np.triu(errors + errors.T))),
            mistake("worst_digit", "The most frequent pair need not belong to the digit with most errors.", worst_digit),
            mistake("shares_compared", "Compare counts, not shares: rare digits would win.",
                    confused_by(lambda errors, counts: errors / np.maximum(counts.sum(axis=1, keepdims=True), 1))),
            mistake("first_error", "Count all errors, then take the most frequent pair.", first_error),
            mistake("repeats_lost", "`counts[y, p] += 1` counts equal pairs once: use `np.add.at(counts, (y, p), 1)`.",
                    confused_by(lambda errors, counts: errors > 0)),
        ],
    ),
    relative=1e-6,
    exceptions_alike=True,
)
