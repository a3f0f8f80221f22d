"""A learner's data set, and a learner's loader over a data set of ours, epoch after epoch."""

import numpy as np


class Numbered:
    """Example i is ([i, 100 + i], 10 i + 3); asked with single ints from 0 only."""

    def __init__(self, n):
        self.n = n

    def __len__(self):
        return self.n

    def __getitem__(self, i):
        if isinstance(i, bool) or not isinstance(i, (int, np.integer)):
            raise TypeError(f"this data set is asked for one example by an int, not by {type(i).__name__}")
        if not 0 <= i < self.n:
            raise IndexError(f"this data set has the examples 0 to {self.n - 1}, not {i}")
        return np.array([i, 100.0 + i]), 10.0 * i + 3


def dataset(learner, target, /, X, y, i):
    made = learner.ArrayDataset(X, y)
    example = made[i]
    if example is None:
        return None
    if not isinstance(example, (tuple, list)) or len(example) != 2:
        raise TypeError(f"dataset[i] is a {type(example).__name__}, expected a pair (X[i], y[i])")
    return {"length": len(made), "x": example[0], "y": example[1]}


def length(learner, target, /, n, batch_size, drop_last):
    return len(learner.DataLoader(Numbered(n), batch_size, drop_last=drop_last))


def epochs(learner, target, /, n, batch_size, shuffle, drop_last, seed, another_seed):
    """Two epochs of one loader, one of a new loader with the same seed, one with another seed; then two at once."""

    def loader(start):
        return learner.DataLoader(Numbered(n), batch_size, shuffle, drop_last, np.random.default_rng(start))

    one = loader(seed)
    served = [epoch(one, n), epoch(one, n), epoch(loader(seed), n), epoch(loader(another_seed), n)]
    return {"epochs": served, "at_once": at_once(loader(seed), n)}


def epoch(loader, n):
    """The batches of one epoch; one without end is left after twice as many batches as there are examples."""
    return [plain(batch) for _, batch in zip(range(2 * n + 2), loader, strict=False)]


def plain(value):
    """A batch as it is, with copies of its arrays: a loader may use them again."""
    if isinstance(value, (tuple, list)):
        return [plain(part) for part in value]
    return value.copy() if isinstance(value, np.ndarray) else value


def at_once(loader, n):
    """Two iterators of one loader, asked in turn until both end."""
    both, served = [iter(loader), iter(loader)], [[], []]
    for _ in range(2 * n + 2):
        batches = [next(one, None) for one in both]
        for place, batch in enumerate(batches):
            if batch is not None:
                served[place].append(plain(batch))
        if all(batch is None for batch in batches):
            break
    return served
