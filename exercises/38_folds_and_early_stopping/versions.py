"""What folds must be, what is seen of wrong ones; wrong cross-validations and wrong ways to stop."""

import numpy as np

from grader.reference.evaluation import selection

# Folds.


def validated_once(folds, n):
    return sorted(int(i) for _, val in folds for i in val) == list(range(n))


def are_rest(folds, n):
    """Each train holds all examples that are not in its val."""
    return all(sorted([*map(int, train), *map(int, val)]) == list(range(n)) for train, val in folds)


def sizes(folds):
    return [len(val) for _, val in folds]


def folds_are_right(folds, n, k):
    """None, or what is wrong with the folds of n examples."""
    pairs = all(len(pair) == 2 and all(np.ndim(part) == 1 for part in pair) for pair in folds)
    if len(folds) != k or not pairs:
        return f"a list of {k} pairs (train, val) of int arrays is expected, got {len(folds)}"
    if not validated_once(folds, n):
        missing = sorted(set(range(n)) - {int(i) for _, val in folds for i in val})
        return f"example {missing[0]} is in no val" if missing else "an example is in two val"
    if max(sizes(folds)) - min(sizes(folds)) > 1:
        return f"the sizes of the val are {sizes(folds)}: two of them differ by more than 1"
    return None if are_rest(folds, n) else "a train does not hold exactly the examples that are not in its val"


def exchanged(folds):
    return [(val, train) for train, val in folds]


def are_folds(e):
    return all(len(view.got) == view.inputs["k"] and all(len(pair) == 2 for pair in view.got) for view in e.plain)


def everything_in_training(e):
    return are_folds(e) and all(sorted(map(int, train)) == list(range(v.inputs["n"])) for v in e.plain for train, _ in v.got)


def roles_exchanged(e):
    return all(folds_are_right(exchanged(v.got), **v.inputs) is None for v in e.plain)


def remainder_dropped(e):
    return are_folds(e) and any(len({int(i) for _, val in view.got for i in val}) < view.inputs["n"] for view in e.plain)


def remainder_in_last(e):
    return all(validated_once(v.got, v.inputs["n"]) for v in e.plain) and any(
        max(sizes(v.got)) - min(sizes(v.got)) > 1 for v in e.plain
    )


def cut(n, ends):
    return [(np.setdiff1d(np.arange(n), val), val) for val in np.split(np.arange(n), ends)]


def never_validated(n, k):
    """k folds of n // k examples each; the rest is in every train."""
    return cut(n, [n // k * i for i in range(1, k + 1)])[:k]


def all_in_last(n, k):
    return cut(n, [n // k * i for i in range(1, k)])


def trained_on_everything(n, k):
    return [(np.arange(n), val) for _, val in selection.k_folds(n, k)]


# Cross-validation of a model with one number.


def loss(a, candidate, train, val):
    return float(np.mean((a[val] - candidate * np.mean(a[train])) ** 2))


def validation(reduced=np.mean, trained=lambda train, val: train, on=lambda train, val: val, best=None):
    """The probe's (best, means), with one thing done another way."""

    def version(a, folds, candidates):
        means = [
            float(reduced([loss(a, candidate, trained(*fold), on(*fold)) for fold in folds])) for candidate in candidates
        ]
        return candidates[int(np.argmin(means))] if best is None else best(means, candidates), means

    return version


def best_only(**way):
    return lambda a, folds, candidates: validation(**way)(a, folds, candidates)[0]


def means_only(**way):
    return lambda a, folds, candidates: validation(**way)(a, folds, candidates)[1]


# When to stop.


def stopping(
    improves=lambda loss, mark, delta: loss < mark - delta,
    enough=lambda waited, patience: waited >= patience,
    waited_again=0,
    mark=lambda improved, loss, mark: loss if improved else mark,
):
    """early_stop with one thing done another way; waited_again None: the count is not set back."""

    def version(losses, patience, min_delta=0.0):
        to_beat, best, waited = losses[0], 0, 0
        for epoch, loss in enumerate(losses[1:], 1):
            improved = improves(loss, to_beat, min_delta)
            to_beat = mark(improved, loss, to_beat)
            if improved:
                best, waited = epoch, waited if waited_again is None else waited_again
            else:
                waited += 1
                if enough(waited, patience):
                    return epoch, best
        return len(losses) - 1, best

    return version
