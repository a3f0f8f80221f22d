"""What one run of the loop logs (see probe.py): the six tests that read it, and runs that are right but for one thing."""

import itertools

import numpy as np

EPOCHS, BATCH = 4, 16
POINTS = np.random.default_rng(33).uniform(-1, 1, size=(60, 2))
LABELS = (POINTS[:, 0] + POINTS[:, 1] > 0.1).astype(float)
ALL = list(range(len(POINTS)))
RIGHT_PAIRS = [("BCEWithLogitsLoss", "score"), ("BCELoss", "probability")]


# The log: a list of events [name, ...]; see probe.py.


def events(log, name):
    return [event for event in log if event[0] == name]


def cut_before(log, name):
    """The pieces of a log that begin with this event."""
    starts = [k for k, event in enumerate(log) if event[0] == name]
    return [log[start:stop] for start, stop in itertools.pairwise([*starts, len(log)])]


def epochs(log):
    """For each epoch its batches, each a list of events that begins with "forward"."""
    return [by_examples(cut_before(epoch, "forward")) for epoch in cut_before(log, "epoch")]


def by_examples(passes):
    """The pieces that begin with "forward"; one that looks at the same examples again belongs to the one before."""
    found = []
    for piece in passes:
        if found and piece[0][1] == found[-1][0][1]:
            found[-1] += piece
        else:
            found.append(list(piece))
    return found


def batches(log):
    return [batch for epoch in epochs(log) for batch in epoch]


def orders(log):
    return [[number for batch in epoch for number in batch[0][1]] for epoch in epochs(log)]


def names(batch, *wanted):
    """The events of a batch in order, of these names only."""
    return tuple(event[0] for event in batch if event[0] in wanted)


def trained_on(batch):
    """The forward pass of a batch whose outputs met the loss; the first one where none did."""
    met = {event[6] for event in events(batch, "loss")}
    return next((event for event in events(batch, "forward") if event[3] in met), batch[0])


def decisions(log, y):
    """For each epoch its batches, each an array that says which decisions are right."""
    passes = [[trained_on(batch) for batch in epoch] for epoch in epochs(log)]
    return [[(np.array(scores) > 0) == (y[ids] > 0.5) for _, ids, scores, _ in epoch] for epoch in passes]


def percent(right):
    return 100 * float(np.mean(np.concatenate(right)))


def accuracy(log, y):
    return [percent(epoch) for epoch in decisions(log, y)]


def accuracy_of_last_batch(log, y):
    return [percent(epoch[-1:]) for epoch in decisions(log, y)]


def accuracy_by_batches(log, y):
    return [float(np.mean([100 * np.mean(batch) for batch in epoch])) for epoch in decisions(log, y)]


def errors_of_last_batch(log, y):
    """The last batch's wrong decisions among all examples."""
    return [100 * (1 - np.sum(~epoch[-1]) / sum(map(len, epoch))) for epoch in decisions(log, y)]


def accuracy_so_far(log, y):
    found = decisions(log, y)
    return [percent([batch for epoch in found[: e + 1] for batch in epoch]) for e in range(len(found))]


# The six tests.


def reshuffled(output, X, y):
    served = orders(output["log"])
    if len(served) != EPOCHS:
        return f"epochs begun: {len(served)}, expected {EPOCHS}"
    if any(sorted(order) != ALL for order in served):
        return "an epoch does not serve every example exactly once"
    if served[0] == ALL:
        return "the first epoch serves the examples in their old order, 0 to 59"
    if any(one == other for one, other in itertools.combinations(served, 2)):
        return "two epochs serve the examples in the same order"
    return None


def shapes(output, X, y):
    met = [(tuple(event[3]), tuple(event[4])) for event in events(output["log"], "loss")]
    if not met:
        return "the loss is never computed"
    return next((f"outputs of shape {out} meet labels of shape {labels}" for out, labels in met if out != labels), None)


def scores(output, X, y):
    met = [(event[1], event[2]) for event in events(output["log"], "loss")]
    if not met:
        return "the loss is never computed"
    return next((f"{name} is given a {kind}" for name, kind in met if (name, kind) not in RIGHT_PAIRS), None)


def cleared(output, X, y):
    left = [event[1] for event in events(output["log"], "backward")]
    if not left:
        return "backward is never called"
    if not any(left):
        return None
    return f"in {sum(map(bool, left))} of {len(left)} calls of backward the gradients are not zero when it starts"


def order(output, X, y):
    if not batches(output["log"]):
        return "the network is never called within an epoch"
    for batch in batches(output["log"]):
        found = names(batch, "backward", "step")
        if found != ("backward", "step"):
            return f"a batch has {', then '.join(found) or 'neither backward nor step'}; expected backward, then step"
        (_, _, after), (_, at_step) = events(batch, "backward")[0], events(batch, "step")[0]
        if abs(after - at_step) > 1e-12:
            return f"the gradients change between backward (norm {after:.4g}) and step (norm {at_step:.4g})"
    return None


def counted(output, X, y):
    got, right = output["accuracy"], accuracy(output["log"], y)
    if len(got) != EPOCHS or len(right) != EPOCHS:
        return f"accuracies: {len(got)}, epochs begun: {len(right)}; expected {EPOCHS} of each"
    wrong = next((e for e in range(EPOCHS) if not abs(got[e] - right[e]) <= 1e-9), None)
    if wrong is not None:
        return f"epoch {wrong + 1}: got {got[wrong]:.6g} %, expected {right[wrong]:.6g} %"
    return fault_of_losses(output["loss"], output["log"], y)


def fault_of_losses(got, log, y):
    """The loss of an epoch is the mean of its batch losses."""
    right = [float(np.mean(losses)) for losses, _ in losses_of(log, y)]
    if len(got) != EPOCHS:
        return f"losses: {len(got)}, expected {EPOCHS}"
    wrong = next((e for e in range(EPOCHS) if not abs(got[e] - right[e]) <= 1e-9), None)
    if wrong is None:
        return None
    return (
        f"epoch {wrong + 1}: got the loss {got[wrong]:.6g}, expected {right[wrong]:.6g}, the mean of its batch losses"
    )


def losses_of(log, y):
    """For each epoch the losses of its batches, and their sizes."""
    return [([mean_loss(batch, y) for batch in epoch], [len(batch[0][1]) for batch in epoch]) for epoch in epochs(log)]


def mean_loss(batch, y):
    """The loss of a batch: from the scores where it was asked for rightly, as the api computed it elsewhere."""
    met = events(batch, "loss")
    if not met:
        return np.nan
    _, name, kind, out, labels, value, _ = met[0]
    _, ids, scores, _ = trained_on(batch)
    return of_scores(scores, y[ids]) if (name, kind) in RIGHT_PAIRS and out == labels else value


def of_scores(scores, labels):
    z = np.array(scores)
    return float(np.mean(np.logaddexp(0, z) - labels * z))


# Runs in the probe's form, right but for one thing: the examples of the mistakes.

SHUFFLED = [np.random.default_rng(e).permutation(60).tolist() for e in range(EPOCHS)]
IN_A_BATCH = ("zero_grad", "forward", "loss", "backward", "step")


def events_of(names, gradient, forward, loss):
    """One event for each name; `gradient` holds the norm, which grows by 1 with each backward."""
    for name in names:
        before = gradient[0]
        gradient[0] = 0.0 if name == "zero_grad" else before + (name == "backward")
        yield {"forward": forward, "loss": loss, "backward": [name, before, gradient[0]], "step": [name, before]}.get(
            name, [name]
        )


def played(
    orders=SHUFFLED,
    batch=IN_A_BATCH,
    opening=(),
    closing=(),
    loss=("BCEWithLogitsLoss", "score"),
    labels=(BATCH, 1),
    accuracy=accuracy,
    epoch_loss=lambda losses, sizes: np.mean(losses),
):
    """A run whose epochs have these orders; `opening` and `closing` stand before and after the batches of each."""

    def version(X, y):
        log, gradient, losses = [], [0.0], []
        for e, order in enumerate(orders):
            log += [["epoch"], *events_of(opening, gradient, None, None)]
            of_epoch = []
            for k in range(0, len(order), BATCH):
                ids = order[k : k + BATCH]
                forward = ["forward", ids, [1.0 if (i + e) % 3 else -1.0 for i in ids], len(log)]
                of_epoch.append(of_scores(forward[2], y[ids]))
                met = ["loss", *loss, [BATCH, 1], list(labels), of_epoch[-1], len(log)]
                log += events_of(batch, gradient, forward, met)
            log += events_of(closing, gradient, None, None)
            sizes = [len(order[k : k + BATCH]) for k in range(0, len(order), BATCH)]
            losses.append(float(epoch_loss(of_epoch, sizes)))
        return {"log": log, "loss": losses, "accuracy": accuracy(log, y)}

    return version


def cleared_per_epoch(log):
    """In each epoch after the first, the first backward starts from zero and all later ones do not."""
    left = [[event[1] for batch in epoch for event in events(batch, "backward")] for epoch in epochs(log)[1:]]
    return bool(left) and all(first == 0 and all(later) for first, *later in left)


TESTS = {
    "reshuffled": reshuffled,
    "shapes": shapes,
    "scores": scores,
    "cleared": cleared,
    "order": order,
    "accuracy": counted,
}


# What the loop that is handed out does: a part of which nothing is changed is not answered.


def kept_order(log, output):
    return len(orders(log)) == EPOCHS and all(order == ALL for order in orders(log))


def kept_shapes(log, output):
    met = events(log, "loss")
    return bool(met) and all(len(event[3]) == 2 and event[3][1] == 1 and len(event[4]) == 1 for event in met)


def kept_scores(log, output):
    met = events(log, "loss")
    return bool(met) and all(event[1:3] == ["BCEWithLogitsLoss", "probability"] for event in met)


def kept_gradients(log, output):
    return bool(batches(log)) and not events(log, "zero_grad")


def kept_steps(log, output):
    found = [names(batch, "zero_grad", "backward", "step") for batch in batches(log)]
    return bool(found) and all(one[-2:] == ("step", "backward") for one in found)


def kept_count(log, output):
    of_last = accuracy_of_last_batch(log, LABELS)
    return len(output["accuracy"]) == len(of_last) and np.allclose(output["accuracy"], of_last, rtol=0, atol=1e-9)


def untouched(kept):
    return lambda output: isinstance(output, dict) and kept(output["log"], output)


UNTOUCHED = {
    "reshuffled": untouched(kept_order),
    "shapes": untouched(kept_shapes),
    "scores": untouched(kept_scores),
    "cleared": untouched(kept_gradients),
    "order": untouched(kept_steps),
    "accuracy": untouched(kept_count),
}
