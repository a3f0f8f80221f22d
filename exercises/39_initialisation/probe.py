"""Three starts of a learner, and the signal through layers for an activation that the case names."""

import numpy as np

ACTIVATIONS = {"relu": lambda z: np.maximum(0, z), "tanh": np.tanh}


def starts(learner, target, /, sizes, kind, seed):
    """[first, second, again]: two from one generator, the third as the first was drawn. None where the first is None."""
    init_params, rng = getattr(learner, target), np.random.default_rng(seed)
    first = init_params(list(sizes), kind, rng)
    if first is None:
        return None
    return [first, init_params(list(sizes), kind, rng), init_params(list(sizes), kind, np.random.default_rng(seed))]


def through(learner, target, /, X, params, g):
    return getattr(learner, target)(X, params, ACTIVATIONS[g])
