"""Exercise 33: train. Six tests look at what one run of the loop does with the api (see probe.py)."""

from grader.exercise.spec import *

from .versions import *


def seen(slug, test, advice, condition, **way):
    """A row that explains one test: condition(log) holds for the run played in this way (for none without batches)."""
    when = lambda log: batches(log) and condition(log)
    return mistake(slug, advice, Seen(lambda e: when(e[test].got["log"]), played(**way)), explains=test)


def miscounted(slug, advice, formula):
    """A row whose accuracies are those of another formula(log, y)."""

    def when(e):
        got, wrong = e["accuracy"].got, formula(e["accuracy"].got["log"], e["accuracy"].inputs["y"])
        return len(got["accuracy"]) == len(wrong) == EPOCHS and np.allclose(got["accuracy"], wrong, rtol=0, atol=1e-9)

    return mistake(slug, advice, Seen(when, played(accuracy=formula)), explains="accuracy")


def other_loss(slug, advice, formula):
    """A row whose losses are formula(the losses of an epoch's batches, their sizes)."""

    def when(e):
        got, wrong = e["accuracy"].got["loss"], [formula(*each) for each in losses_of(e["accuracy"].got["log"], LABELS)]
        return len(got) == EPOCHS and np.allclose(got, wrong, rtol=1e-9, atol=0)

    return mistake(slug, advice, Seen(when, played(epoch_loss=formula)), explains="accuracy")


exercise = Exercise(
    Target(
        "train",
        points=6,
        probe="run",
        reference=played(),
        judged=TESTS,
        unanswered=UNTOUCHED,
        cases={name: once(X=POINTS, y=LABELS) for name in TESTS},
        mistakes=[
            seen(
                "shuffled_once",
                "reshuffled",
                "Shuffling once before training is not enough; the order must change with every epoch.",
                lambda log: all(sorted(order) == ALL and order == orders(log)[0] for order in orders(log)),
                orders=SHUFFLED[:1] * EPOCHS,
            ),
            seen(
                "score_to_probability_loss",
                "scores",
                "BCELoss needs probabilities; apply the sigmoid, or use the loss for scores.",
                lambda log: any(event[1:3] == ["BCELoss", "score"] for event in events(log, "loss")),
                loss=("BCELoss", "score"),
            ),
            seen(
                "cleared_once_per_epoch",
                "cleared",
                "Clear for every batch, not once per epoch.",
                cleared_per_epoch,
                opening=("zero_grad",),
                batch=IN_A_BATCH[1:],
            ),
            seen(
                "cleared_before_step",
                "order",
                "The step must see the gradients; clear after the step or before backward.",
                lambda log: all(
                    names(b, "backward", "zero_grad", "step") == ("backward", "zero_grad", "step") for b in batches(log)
                ),
                batch=("forward", "loss", "backward", "zero_grad", "step"),
            ),
            seen(
                "stepped_once_per_epoch",
                "order",
                "One update per batch: the step belongs in the inner loop.",
                lambda log: all(len(events(epoch, "step")) == 1 for epoch in cut_before(log, "epoch")),
                batch=IN_A_BATCH[:-1],
                closing=("step",),
            ),
            seen(
                "examples_repeated",
                "reshuffled",
                "Within an epoch call the network on its batches only, on each of them once.",
                lambda log: all(len(order) > len(set(order)) == len(ALL) for order in orders(log)),
                orders=[order + order[:BATCH] for order in SHUFFLED],
            ),
            other_loss(
                "loss_of_last_batch",
                "The loss of an epoch is the mean over its batches, not that of the last one.",
                lambda losses, sizes: losses[-1],
            ),
            other_loss("losses_summed", "Divide the sum of the batch losses by the number of batches.", lambda losses, sizes: sum(losses)),
            other_loss(
                "losses_weighted",
                "Here every batch counts alike, the short last one too: a plain mean.",
                lambda losses, sizes: np.average(losses, weights=sizes),
            ),
            miscounted("share_for_percent", "In percent: 100 times the share.", lambda log, y: [one / 100 for one in accuracy(log, y)]),
            miscounted("batches_weighted_alike", "Add up the wrong decisions, then divide by n.", accuracy_by_batches),
            miscounted("errors_of_last_batch", "Add up the wrong decisions of all batches: `+=` within the loop.", errors_of_last_batch),
            miscounted("counters_never_reset", "Set the counters to 0 at the start of each epoch.", accuracy_so_far),
        ],
    ),
    relative=1e-6,
    exceptions_alike=True,
)
