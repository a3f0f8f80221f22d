"""The rates of a learner's schedule, step by step."""

import numpy as np

STEPS = 26


def rates(learner, target, /, lr, lr_min=None, **settings):
    """An array of the learning rates for t = 0, ..., 25."""
    schedule = getattr(learner, target)
    options = {} if lr_min is None else {"lr_min": lr_min}
    return np.array([schedule(t, lr, *settings.values(), **options) for t in range(STEPS)])
