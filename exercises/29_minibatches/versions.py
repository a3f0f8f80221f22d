"""Epochs of minibatches: what is right, what can be seen in wrong ones, and wrong versions that show it, for exercise 29."""

import itertools

import numpy as np

FEW = 7  # of fewer examples a random order may well be 0..n-1, or repeat itself


def served(minibatches):
    """What the probe `epochs` returns for this function, with its batches as pairs of arrays."""

    def version(X, y, B, seed, another_seed):
        def epoch(rng):
            return [(np.array(xb), np.array(yb)) for xb, yb in minibatches(X, y, B, rng)]

        def three(start):
            rng = np.random.default_rng(start)
            return [epoch(rng), epoch(rng), epoch(np.random.default_rng(start))]

        return {"epochs": three(seed), "more": three(another_seed), "X": X, "y": y}

    return version


def examples(n, B):
    """X[i] = (i, 100 + i), y[i] = 10 i + 3, and the seeds of rng(29, k) and rng(29, k + 1000)."""

    def inputs(rng):
        i, seed = np.arange(float(n)), list(rng.bit_generator.seed_seq.entropy)
        another = [*seed[:2], seed[2] + 1000]
        return {"X": np.stack([i, 100 + i], axis=1), "y": 10 * i + 3, "B": B, "seed": seed, "another_seed": another}

    return inputs


def order_of(epoch):
    return [int(i) for xb, _ in epoch for i in np.asarray(xb)[:, 0]]


def unpaired(batch):
    xb, yb = batch
    return len(xb) == len(yb) and not np.array_equal(yb, 10 * xb[:, 0] + 3)


def is_pair(batch):
    return len(batch) == 2 and batch[0].ndim == 2 and batch[1].ndim == 1


def is_of_the_set(batch):
    """Every row of xb is a whole row of X, and every entry of yb one of y."""
    xb, yb = batch
    return (
        xb.shape[1] == 2 and np.array_equal(xb[:, 1], 100 + xb[:, 0]) and np.array_equal(yb % 10, np.full(len(yb), 3))
    )


def fault_of_epoch(epoch, n, B):
    """What is wrong with one epoch, as a sentence; None where all is well."""
    if not all(map(is_pair, epoch)):
        return "a batch is a pair of arrays, xb of shape (k, D) and yb of shape (k,)"
    if not all(map(is_of_the_set, epoch)):
        return "a row of xb is not a row of X, or an entry of yb is none of y"
    sizes, wanted = [len(xb) for xb, _ in epoch], [B] * (n // B) + [n % B] * (n % B > 0)
    if sizes != wanted:
        served, due = (", ".join(map(str, one)) for one in (sizes, wanted))
        return (
            f"the batches have {served} examples, expected {due}"
            if sizes
            else f"no batch, expected batches of {due} examples"
        )
    if sorted(order_of(epoch)) != list(range(n)):
        return "an example is served twice, another one not at all"
    if any(len(xb) != len(yb) or unpaired((xb, yb)) for xb, yb in epoch):
        return "the rows of xb and the entries of yb do not belong to the same examples"
    return None


def fault_of_orders(epochs, n):
    """Whether the orders are random, and the same for the same generator state."""
    first, second, third = map(order_of, epochs)
    if first != third:
        return "two generators in the same state give two different epochs"
    if n >= FEW and first == list(range(n)):
        return "the examples come in their old order, 0 to n-1"
    if n >= FEW and first == second:
        return "the second epoch has the order of the first"
    return None


def epochs_are_right(output, X, y, B, seed, another_seed):
    n = len(X)
    if not (np.array_equal(output["X"], X) and np.array_equal(output["y"], y)):
        return "the caller's X or y is changed"
    found = next(filter(None, (fault_of_epoch(epoch, n, B) for epoch in output["epochs"])), None)
    if found or not fault_of_orders(output["epochs"], n):
        return found
    return fault_of_orders(output["more"], n)


# What was seen in all cases of minibatches: the conditions of its mistakes.


def epochs_of(e):
    """Every epoch with its n and B."""
    return [(epoch, len(v.inputs["X"]), v.inputs["B"]) for v in e.plain for epoch in v.got["epochs"]]


def batches_of(e):
    return [(batch, B) for epoch, _, B in epochs_of(e) for batch in epoch]


def orders_of(e):
    return [[order_of(epoch) for epoch in view.got["epochs"]] for view in e.plain]


def misses(epoch, n):
    return set(range(n)) > set(order_of(epoch))


def overlap(epoch, n, B):
    """Each batch but the last has one example too many, with which the next one begins."""
    sizes = [len(xb) for xb, _ in epoch]
    shared = [one[0][-1, 0] == other[0][0, 0] for one, other in itertools.pairwise(epoch)]
    return sizes == [min(B + 1, n - k) for k in range(0, n, B)] and all(shared)


def cut_short(epoch, n, B):
    """Each full batch lacks one example."""
    return [len(xb) for xb, _ in epoch] == [min(B - 1, n - k) for k in range(0, n, B)]


def caller_changed(e):
    return any(not np.array_equal(v.got[name], v.inputs[name]) for v in e.plain for name in ("X", "y"))


def filled_up(e):
    found = epochs_of(e)
    return not any(misses(epoch, n) for epoch, n, _ in found) and any(len(order_of(epoch)) > n for epoch, n, _ in found)


def neighbours(batch):
    return np.all(np.diff(batch[0][:, 0]) == 1)


# Wrong versions that show them.


def cut(order, X, y, B):
    return [(X[order[k : k + B]], y[order[k : k + B]]) for k in range(0, len(order), B)]


def ordered_by(order):
    """Batches of B cut from the order that order(n, rng) gives."""
    return served(lambda X, y, B, rng: cut(order(len(X), rng), X, y, B))


def sliced(extra=0, stop=lambda n, B: n):
    """Slices k to k + B + extra of a right order, for k = 0, B, ... below stop(n, B)."""

    def minibatches(X, y, B, rng):
        order = rng.permutation(len(X))
        parts = [order[k : k + B + extra] for k in range(0, stop(len(X), B), B)]
        return [(X[part], y[part]) for part in parts]

    return served(minibatches)


def shuffled_in_place(X, y, B, rng):
    order = rng.permutation(len(X))
    X[:], y[:] = X[order], y[order]
    return cut(np.arange(len(X)), X, y, B)


def shuffled_apart(X, y, B, rng):
    pairs = zip(cut(rng.permutation(len(X)), X, y, B), cut(rng.permutation(len(X)), X, y, B), strict=True)
    return [(xb, yb) for (xb, _), (_, yb) in pairs]


def one_column(X, y, B, rng):
    return [(xb[:, :1], yb) for xb, yb in cut(rng.permutation(len(X)), X, y, B)]


def one_by_one(X, y, B, rng):
    return [(X[i], y[i]) for i in rng.permutation(len(X))]


def filled(X, y, B, rng):
    order = rng.permutation(len(X))
    return cut(np.resize(order, -(-len(X) // B) * B), X, y, B)


def whole_batches_shuffled(X, y, B, rng):
    batches = cut(np.arange(len(X)), X, y, B)
    return [batches[i] for i in rng.permutation(len(batches))]
