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


exercise = Exercise(
    Target(
        "train", points=6, probe="run", reference=played(), judged=TESTS, unanswered=still_the_stub,
        cases={name: once(X=POINTS, y=LABELS) for name in TESTS},
        mistakes=[
            seen("not_shuffled", "reshuffled", "A loader does not shuffle unless told: shuffle=True.",
                 lambda log: all(order == ALL for order in orders(log)), orders=[ALL] * EPOCHS),
            seen("shuffled_once", "reshuffled",
                 "Shuffling once before training is not enough; the order must change with every epoch.",
                 lambda log: all(sorted(order) == ALL and order == orders(log)[0] for order in orders(log)),
                 orders=SHUFFLED[:1] * EPOCHS),
            seen("label_shape", "shapes",
                 "(k, 1) against (k,) broadcasts to (k, k), all outputs against all labels; reshape the labels.",
                 lambda log: any(event[3] != event[4] for event in events(log, "loss")), labels=(BATCH,)),
            seen("probability_to_logits_loss", "scores", "This loss applies the sigmoid itself; give it the scores.",
                 lambda log: any(event[1:3] == ["BCEWithLogitsLoss", "probability"] for event in events(log, "loss")),
                 loss=("BCEWithLogitsLoss", "probability")),
            seen("score_to_probability_loss", "scores",
                 "BCELoss needs probabilities; apply the sigmoid, or use the loss for scores.",
                 lambda log: any(event[1:3] == ["BCELoss", "score"] for event in events(log, "loss")),
                 loss=("BCELoss", "score")),
            seen("gradients_not_cleared", "cleared", "backward adds to the old gradients; clear them for every batch.",
                 lambda log: not events(log, "zero_grad"), batch=IN_A_BATCH[1:]),
            seen("cleared_once_per_epoch", "cleared", "Clear for every batch, not once per epoch.",
                 cleared_per_epoch, opening=("zero_grad",), batch=IN_A_BATCH[1:]),
            seen("cleared_before_step", "order",
                 "The step must see the gradients; clear after the step or before backward.",
                 lambda log: all(names(b, "backward", "zero_grad", "step") == ("backward", "zero_grad", "step")
                                 for b in batches(log)),
                 batch=("forward", "loss", "backward", "zero_grad", "step")),
            seen("stepped_before_backward", "order",
                 "The step uses the gradients that backward computes; backward first.",
                 lambda log: all(names(batch, "backward", "step") == ("step", "backward") for batch in batches(log)),
                 batch=("zero_grad", "forward", "loss", "step", "backward")),
            seen("stepped_once_per_epoch", "order", "One update per batch: the step belongs in the inner loop.",
                 lambda log: all(len(events(epoch, "step")) == 1 for epoch in cut_before(log, "epoch")),
                 batch=IN_A_BATCH[:-1], closing=("step",)),
            miscounted("last_batch_counted", "Count inside the inner loop; after it only the last batch is left.",
                       accuracy_of_last_batch),
            miscounted("counters_never_reset", "Set the counters to 0 at the start of each epoch.", accuracy_so_far),
        ],
    ),
    relative=1e-6, exceptions_alike=True,
)
