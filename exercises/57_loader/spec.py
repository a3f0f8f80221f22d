"""Exercise 57: ArrayDataset, DataLoader.__len__, DataLoader."""

from grader.exercise.spec import *

from .versions import *


def epochs(n, batch_size, shuffle, drop_last):
    def inputs(rng):
        seed = list(rng.bit_generator.seed_seq.entropy)
        return dict(n=n, batch_size=batch_size, shuffle=shuffle, drop_last=drop_last, seed=seed, another_seed=[*seed, 1])

    return inputs


def settings(n, batch_size, drop_last):
    return dict(n=n, batch_size=batch_size, drop_last=drop_last)


exercise = Exercise(
    Target(
        "ArrayDataset",
        points=1,
        probe="dataset",
        reference=lambda X, y, i: {"length": len(X), "x": X[i], "y": y[i]},
        parts=("length", "x", "y"),
        cases={
            "five examples": dict(X=normal((5, 3)), y=normal(5), i=2),
            "more columns than rows": dict(X=normal((4, 6)), y=normal(4), i=3),
        },
        mistakes=[
            mistake("counted_from_one", "Examples are counted from 0.",
                    lambda X, y, i: {"length": len(X), "x": X[i - 1], "y": y[i - 1]}),
            mistake("columns_counted", "The length is the number of examples: the rows.", length=lambda X, y, i: X.shape[1]),
            mistake("entries_counted", "The length is the number of examples, not of entries.", length=lambda X, y, i: X.size),
            mistake("column_served", "Example i is row i.", x=lambda X, y, i: X[:, i]),
            mistake("row_as_matrix", "One example is a row (D,); the loader stacks the rows.", x=lambda X, y, i: X[i : i + 1]),
        ],
    ),
    Target(
        "DataLoader.__len__",
        points=2,
        probe="length",
        reference=lambda n, batch_size, drop_last: n // batch_size if drop_last else -(-n // batch_size),
        cases={
            "a remainder": settings(10, 4, False),
            "a remainder, dropped": settings(17, 3, True),
            "no remainder": settings(21, 3, False),
            "a batch larger than the set": settings(5, 8, False),
            "a batch larger than the set, dropped": settings(5, 8, True),
            "no remainder, dropped": settings(24, 6, True),
        },
        mistakes=[
            mistake("always_rounded_down", "The last, smaller batch counts too, unless it is dropped.",
                    lambda n, batch_size, drop_last: n // batch_size),
            mistake("always_rounded_up", "With drop_last the smaller batch is not served, so it does not count.",
                    lambda n, batch_size, drop_last: -(-n // batch_size)),
            mistake("one_too_many", "Where batch_size divides n there is no further batch: round up, do not add 1.",
                    lambda n, batch_size, drop_last: n // batch_size + (not drop_last)),
            mistake("examples_counted", "The length of a loader is its number of batches.",
                    lambda n, batch_size, drop_last: n),
            mistake("rounded_to_nearest", "A batch is there or not: round up, or down where the rest is dropped.",
                    lambda n, batch_size, drop_last: round(n / batch_size)),
        ],
    ),
    Target(
        "DataLoader",
        points=5,
        probe="epochs",
        reference=RIGHT.version("epochs"),
        judged=serves_epochs,
        cases={
            "in order, a remainder": epochs(10, 4, False, False),
            "shuffled, a remainder": epochs(23, 5, True, False),
            "shuffled, remainder dropped": epochs(20, 6, True, True),
            "in order, remainder dropped": epochs(13, 3, False, True),
            "shuffled, one at a time": epochs(9, 1, True, False),
            "in order, one large batch": epochs(7, 9, False, False),
            "in order, no remainder to drop": epochs(12, 4, False, True),
        },
        mistakes=[
            mistake("pairs_not_stacked", "Stack the examples into one array and the labels into another.",
                    Seen(lists_of_examples, batches_with(list))),
            mistake("asked_with_slice", "A data set is asked for one example by an int: dataset[i] for each i of the batch.",
                    Seen(lambda e: e.all_raise(TypeError, "asked for one example"),
                         raising(TypeError("this data set is asked for one example by an int, not by slice")))),
            mistake("labels_as_column", "yb is (k,): a column would broadcast against the scores later.",
                    Seen(labels_in_columns, batches_with(column_of_labels))),
            mistake("exhausted", "`__iter__` must begin anew each time: make the order inside it.",
                    Seen(second_is_empty, loader(__iter__=once_only))),
            mistake("pairs_broken", "Take x and y of the same dataset[i]; two orders break the pairs.",
                    Seen(lambda e: any(is_broken(batch) for epoch in epochs_of(e) for batch in epoch),
                         loader(__iter__=broken_pairs))),
            mistake("drop_last_ignored", "With drop_last=True leave out a last batch that is not full.",
                    Seen(lambda e: batches_counted(e, True, rounded_up),
                         loader(__len__=lambda self: rounded_up(len(self.dataset), self.batch_size)))),
            mistake("always_dropped", "The smaller last batch belongs to the epoch unless drop_last is set.",
                    Seen(lambda e: batches_counted(e, False, rounded_down),
                         loader(__len__=lambda self: rounded_down(len(self.dataset), self.batch_size)))),
            mistake("with_replacement", "Draw a permutation, not n random numbers: every example comes once.",
                    Seen(drawn_with_replacement, ordered(lambda self, n: self.rng.integers(0, n, n)))),
            mistake("never_shuffled", "With shuffle=True draw a new order at the start of each epoch.",
                    Seen(lambda e: all(in_old_order(order) for orders in orders_of(e) for order in orders),
                         ordered(lambda self, n: range(n)))),
            mistake("always_shuffled", "Without shuffle the order is 0, 1, 2, ...; test sets are read that way.",
                    Seen(orders_vary,
                         loader(order=lambda self: [int(i) for i in self.rng.permutation(len(self.dataset))]))),
            mistake("one_order_for_all", "Draw the order in `__iter__`, not in `__init__`: every epoch has its own.",
                    Seen(lambda e: all(first == second != other for first, second, _, other in orders_of(e)),
                         ordered(order_kept))),
            mistake("generator_made_anew",
                    "A generator made inside gives the same order for ever; use the rng you are given.",
                    Seen(lambda e: all(orders[1:] == orders[:-1] and not in_old_order(orders[0]) for orders in orders_of(e)),
                         ordered(lambda self, n: np.random.default_rng(0).permutation(n)))),
            mistake("rng_ignored", "Draw from the rng you are given, so that a run can be repeated.",
                    Seen(lambda e: all(first != third for first, _, third, _ in orders_of(e)),
                         ordered(lambda self, n: np.random.default_rng().permutation(n)))),
            mistake("iterators_disturbed",
                    "Do not keep the place of the iteration in self: with `yield` every iterator has its own.",
                    Seen(only_the_iterators_are_wrong, loader(__iter__=place_in_self, __next__=next_of_self))),
        ],
    ),
    relative=1e-6,
    exceptions_alike=True,
)
