"""Beside the learner's function: any iterable of names is an order."""


def listed(learner, target, /, parents):
    order = getattr(learner, target)(parents)
    return order if order is None else list(order)
