"""What a split must be, what is seen of a wrong one, and wrong versions. The probe of split returns [first, second, again, another]."""

from itertools import combinations, permutations

import numpy as np

from grader.exercise.spec import slack
from grader.reference.evaluation import splits


def splits_by(split):
    """What the probe `splits` returns for this function."""

    def version(n, n_val, n_test, seed):
        rng, again = np.random.default_rng(seed), np.random.default_rng(seed)
        return [split(n, n_val, n_test, source) for source in (rng, rng, again, rng)]

    return version


def sizes(n, n_val, n_test):
    return [n - n_val - n_test, n_val, n_test]


def lengths(parts):
    return [len(part) for part in parts]


def numbers(parts):
    """All numbers that are served, in the order of the parts."""
    return [int(number) for part in parts for number in part]


def cut(order, n, n_val, n_test):
    """An order cut into the three parts."""
    return np.split(np.asarray(order), np.cumsum(sizes(n, n_val, n_test))[:-1])


def in_old_order(parts, n):
    """Each part is a run of neighbours in their old order, whichever part comes first."""
    runs = [list(map(int, part)) for part in parts if len(part)]
    return any([number for run in order for number in run] == list(range(n)) for order in permutations(runs))


def alike(first, second):
    return lengths(first) == lengths(second) and numbers(first) == numbers(second)


def overlap(parts):
    return any(set(map(int, one)) & set(map(int, other)) for one, other in combinations(parts, 2))


def split_is_right(output, n, n_val, n_test, seed):
    """None, or what is wrong with the four splits. Chance alone breaks this law less than once in 100,000 gradings."""
    first, second, again, another = output
    fault = next(filter(None, (fault_of_parts(parts, n, n_val, n_test) for parts in output)), None)
    if fault:
        return fault
    if not alike(first, again):
        return "two generators in the same state give two different splits"
    if all(in_old_order(parts, n) for parts in output):
        return "the numbers stand in their old order, 0 to n-1"
    if alike(first, second) and alike(second, another):
        return "the next call gives the same split"
    return None


def of_numbers(parts):
    """Three parts, each with one axis of whole numbers (an empty part may be of any dtype)."""
    arrays = [np.asarray(part) for part in parts]
    return len(arrays) == 3 and all(a.ndim == 1 and (a.size == 0 or a.dtype.kind in "iu") for a in arrays)


def fault_of_parts(parts, n, n_val, n_test):
    if not of_numbers(parts):
        return "a split is three int arrays with one axis"
    if lengths(parts) != sizes(n, n_val, n_test):
        return f"the parts have {lengths(parts)} numbers, expected {sizes(n, n_val, n_test)}"
    missing = sorted(set(range(n)) - set(numbers(parts)))
    return f"{missing[0]} is in none of the three parts" if missing else None


# What was seen in all cases: the conditions of the mistakes.


def are_splits(e):
    return all(of_numbers(parts) for view in e.plain for parts in view.got)


def every(e, condition):
    """All are splits, and the condition holds for the four of each case and the sizes that were asked for."""
    asked = [[view.inputs[name] for name in ("n", "n_val", "n_test")] for view in e.plain]
    return are_splits(e) and all(condition(view.got, *sizes) for view, sizes in zip(e.plain, asked, strict=True))


def some(e, condition):
    return are_splits(e) and any(condition(parts, view.inputs["n"]) for view in e.plain for parts in view.got)


def right_sizes(got, n, n_val, n_test):
    return all(lengths(parts) == sizes(n, n_val, n_test) for parts in got)


def not_shuffled(e):
    return every(e, lambda got, n, *_: all(in_old_order(parts, n) for parts in got))


def sets_overlap(e):
    return some(e, lambda parts, n: overlap(parts))


def examples_lost(e):
    repeated = some(e, lambda parts, n: len(set(numbers(parts))) < len(numbers(parts)))
    return not repeated and some(e, lambda parts, n: len(numbers(parts)) < n)


def parts_exchanged(e):
    """The parts are cut from a permutation, but stand in another order in every case."""

    def exchanged(got, n, n_val, n_test):
        wanted = sizes(n, n_val, n_test)
        return all(
            sorted(numbers(parts)) == list(range(n)) and lengths(parts) != wanted and sorted(lengths(parts)) == sorted(wanted)
            for parts in got
        )

    return every(e, exchanged)


def rng_ignored(e):
    return every(e, lambda got, *n: right_sizes(got, *n) and not alike(got[0], got[2]))


def made_anew(e):
    return every(e, lambda got, *_: alike(got[0], got[1]) and alike(got[1], got[3]))


# Wrong versions that show them.


def unshuffled(n, n_val, n_test, rng):
    return cut(np.arange(n), n, n_val, n_test)


def drawn_thrice(n, n_val, n_test, rng):
    """Every part from a permutation of its own."""
    return [rng.permutation(n)[:size] for size in sizes(n, n_val, n_test)]


def last_slice_short(n, n_val, n_test, rng):
    return [part[: len(part) - (i == 2)] for i, part in enumerate(cut(rng.permutation(n), n, n_val, n_test))]


def test_second(n, n_val, n_test, rng):
    train, val, test = splits.split(n, n_val, n_test, rng)
    return train, test, val


def seeded_inside(n, n_val, n_test, rng):
    return splits.split(n, n_val, n_test, np.random.default_rng(0))


def unseeded(n, n_val, n_test, rng):
    return splits.split(n, n_val, n_test, np.random.default_rng())


# Inputs and wrong versions of the scaler.

fit_scaler, scale, prepare = splits.fit_scaler, splits.scale, splits.prepare_sets


def of(**sizes):
    return lambda rng: {**sizes, "seed": list(rng.bit_generator.seed_seq.entropy)}


def three_sets(D, *lengths):
    """Columns of different size; the validation and the test set lie a little higher."""

    def inputs(rng):
        size, place = np.array([1, 10, 100])[:D], np.array([3, 6, 9])[:D]
        X = [rng.normal(size=(n, D)) * size + place + shift for shift, n in enumerate(lengths)]
        return dict(zip(("X_train", "X_val", "X_test"), X, strict=True))

    return inputs


def scaled_by(*fitted):
    """`prepare` with each set scaled by what is measured on another: fitted(train, val, test) for each of the three."""

    def version(X_train, X_val, X_test):
        sets = X_train, X_val, X_test
        return tuple(scale(X, *fit_scaler(chosen(*sets))) for X, chosen in zip(sets, fitted, strict=True))

    return version


def training_set_is_standard(out, X_train, X_val, X_test):
    train = np.asarray(out[0])
    gap = max(np.abs(train.mean(axis=0)).max(), np.abs(train.std(axis=0) - 1).max())
    return None if gap <= slack(out) else f"a column of the scaled training set misses mean 0 or deviation 1 by {gap:.3g}"


no_constant = lambda std: np.where(std == 0, 1.0, std)
deviation = lambda X, **how: no_constant(X.std(axis=0, **how))
filled = lambda X, value: np.full(X.shape[1], value)
first, second, third = lambda a, b, c: a, lambda a, b, c: b, lambda a, b, c: c
everything = lambda *sets: np.concatenate(sets)
unscaled = lambda X_train, X_val, X_test: X_test
