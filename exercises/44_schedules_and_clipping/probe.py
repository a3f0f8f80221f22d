"""The rates of a learner's schedule, step by step."""

import numpy as np

STEPS = 26


def rates(learner, target, /, lr, lr_min=None, **settings):
    """An array of the learning rates for t = 0, ..., 25; the first that is no number is returned as it is."""
    schedule, found = getattr(learner, target), []
    options = {} if lr_min is None else {"lr_min": lr_min}
    for t in range(STEPS):
        rate = schedule(t, lr, *settings.values(), **options)
        if not is_number(rate):
            return rate
        found.append(float(rate))
    return np.array(found)


def is_number(value):
    try:
        return not isinstance(value, str) and np.ndim(value) == 0 and float(value) is not None
    except (TypeError, ValueError, OverflowError):
        return False
