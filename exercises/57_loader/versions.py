"""Exercise 57: what an epoch must be, what can be seen in all cases, and loaders that do one thing another way."""

import numpy as np

from grader.exercise.spec import ProbeDriver
from grader.reference.framework.loader import ArrayDataset, DataLoader

RIGHT = ProbeDriver(__file__, ArrayDataset=ArrayDataset, DataLoader=DataLoader)


# Batches. The probe's example i is ([i, 100 + i], 10 i + 3), so that a batch shows which examples it holds.


def parts_of(batch):
    """xb and yb as arrays. Raises ValueError where the batch is no pair, or its parts have other shapes."""
    xb, yb = (np.asarray(part, dtype=float) for part in batch)
    if xb.shape != (len(xb), 2) or yb.ndim != 1:
        raise ValueError
    return xb, yb


def is_pair(batch):
    try:
        parts_of(batch)
    except (TypeError, ValueError):
        return False
    return True


def order_of(epoch):
    """The numbers of the examples in the order in which they come."""
    return [int(i) for batch in epoch for i in parts_of(batch)[0][:, 0]]


def belongs(batch):
    """Every label of the batch belongs to its example."""
    xb, yb = parts_of(batch)
    return len(xb) == len(yb) and np.array_equal(yb, 10 * xb[:, 0] + 3) and np.array_equal(xb[:, 1], xb[:, 0] + 100)


def sizes_due(n, batch_size, drop_last):
    rest = n % batch_size
    return [batch_size] * (n // batch_size) + [rest] * (rest > 0 and not drop_last)


def fault_of_epoch(epoch, n, batch_size, shuffle, drop_last):
    """What is wrong with one epoch, as a sentence; None where all is well."""
    if not all(map(is_pair, epoch)):
        return "a batch is a pair of arrays, xb of shape (k, D) and yb of shape (k,)"
    sizes, due = [len(parts_of(batch)[0]) for batch in epoch], sizes_due(n, batch_size, drop_last)
    if sizes != due:
        served, wanted = (", ".join(map(str, one)) for one in (sizes, due))
        return (
            f"batches of {served} examples, expected {wanted}"
            if sizes
            else f"no batch, expected batches of {wanted} examples"
        )
    if not all(map(belongs, epoch)):
        return "the rows of xb and the entries of yb do not belong to the same examples"
    order = order_of(epoch)
    if len(set(order)) < len(order):
        return "an example is served twice"
    if not shuffle and order != list(range(len(order))):
        return "the examples do not come in the order 0, 1, 2, ..."
    return None


def fault_of_orders(epochs):
    """Whether the orders are random, new for each epoch, and decided by rng."""
    first, second, equal_seed, another_seed = map(order_of, epochs)
    if first == sorted(first):
        return "the examples come in their old order, 0, 1, 2, ..."
    if first != equal_seed:
        return "two loaders with generators in the same state give two different epochs"
    if first == second:
        return "the second epoch has the order of the first"
    if first == another_seed:
        return "another generator gives the same order"
    return None


def serves_epochs(output, n, batch_size, shuffle, drop_last, seed, another_seed):
    """The law for all cases."""
    settings = (n, batch_size, shuffle, drop_last)
    faults = (fault_of_epoch(epoch, *settings) for epoch in output["epochs"])
    if fault := next(filter(None, faults), None):
        return fault
    if shuffle and (fault := fault_of_orders(output["epochs"])):
        return fault
    faults = (fault_of_epoch(epoch, *settings) for epoch in output["at_once"])
    fault = next(filter(None, faults), None)
    return f"two iterators asked in turn: {fault}" if fault else None


# What was seen in all cases: the conditions of the mistakes.


def views(e, **settings):
    """The cases with these settings, such as shuffle=True."""
    return [view for view in e.plain if all(view.inputs[name] == value for name, value in settings.items())]


def epochs_of(e, **settings):
    return [epoch for view in views(e, **settings) for epoch in view.got["epochs"]]


def orders_of(e):
    """The four orders of each case with shuffle."""
    return [list(map(order_of, view.got["epochs"])) for view in views(e, shuffle=True)]


def is_example(thing):
    return len(thing) == 2 and np.shape(thing[0]) == (2,) and np.ndim(thing[1]) == 0


def lists_of_examples(e):
    return all(is_example(example) for epoch in epochs_of(e) for batch in epoch for example in batch)


def labels_in_columns(e):
    return all(np.shape(yb) == (len(xb), 1) for epoch in epochs_of(e) for xb, yb in epoch)


def second_is_empty(e):
    return all(view.got["epochs"][0] and not view.got["epochs"][1] for view in e.plain)


def batches_counted(e, drop_last, count):
    chosen = views(e, drop_last=drop_last)
    return all(len(one) == count(v.inputs["n"], v.inputs["batch_size"]) for v in chosen for one in v.got["epochs"])


def rounded_up(n, batch_size):
    return -(-n // batch_size)


def rounded_down(n, batch_size):
    return n // batch_size


def is_broken(batch):
    """Examples and labels of the data set that do not belong together."""
    xb, yb = parts_of(batch)
    real = np.array_equal(xb[:, 1], xb[:, 0] + 100) and np.array_equal(yb % 10, np.full(len(yb), 3.0))
    return real and len(xb) == len(yb) and not belongs(batch)


def drawn_with_replacement(e):
    """An example twice in an epoch that has places for all, so that another one is missing."""
    orders = [(order, v.inputs["n"]) for v in views(e, shuffle=True) for order in map(order_of, v.got["epochs"])]
    return any(len(set(order)) < len(order) <= n for order, n in orders)


def in_old_order(order):
    return order == list(range(len(order)))


def only_the_iterators_are_wrong(e):
    """In some case the four epochs are right, and two iterators asked in turn do not each serve a whole one."""
    faults = [(v, serves_epochs(v.got, **v.inputs)) for v in e.plain]
    return any(fault and fault.startswith("two iterators") for _, fault in faults)


# Loaders.


def loader(**methods):
    """What the probe finds for a loader with these methods."""
    return RIGHT.version("epochs", DataLoader=type("WrongLoader", (DataLoader,), methods))


def ordered(order):
    """A loader whose epochs with shuffle come in order(self, n)."""

    def method(self):
        n = len(self.dataset)
        return [int(i) for i in order(self, n)] if self.shuffle else list(range(n))

    return loader(order=method)


def order_kept(self, n):
    if not hasattr(self, "kept"):
        self.kept = self.rng.permutation(n)
    return self.kept


def batches_with(batch):
    """A loader that makes its batches of lists of pairs."""

    def iterate(self):
        order = self.order()
        for k in range(len(self)):
            yield batch([self.dataset[i] for i in order[k * self.batch_size : (k + 1) * self.batch_size]])

    return loader(__iter__=iterate)


def column_of_labels(pairs):
    return np.array([x for x, _ in pairs]), np.array([[y] for _, y in pairs])


def broken_pairs(self):
    examples, labels = list(DataLoader.__iter__(self)), list(DataLoader.__iter__(self))
    yield from ((xb, yb) for (xb, _), (_, yb) in zip(examples, reversed(labels), strict=True))


def once_only(self):
    if not hasattr(self, "batches"):
        self.batches = DataLoader.__iter__(self)
    return self.batches


def place_in_self(self):
    self.batches = DataLoader.__iter__(self)
    return self


def next_of_self(self):
    return next(self.batches)


def orders_vary(e):
    """Without shuffle the epochs of one case come in different orders: another fixed order is not a random one."""
    orders = {tuple(order_of(epoch)) for epoch in epochs_of(e, shuffle=False)}
    return len(orders) > sum(not view.inputs["shuffle"] for view in e.plain)
