"""Three starts of a learner, and the signal through layers for an activation that the case names."""

import numpy as np

ACTIVATIONS = {"relu": lambda z: np.maximum(0, z), "tanh": np.tanh}


def starts(learner, target, /, sizes, kind, seed):
    """[first, second, again]: two from one generator, the third as the first was drawn."""
    init_params, rng = getattr(learner, target), np.random.default_rng(seed)
    return [
        init_params(list(sizes), kind, source) for source in (rng, rng, np.random.default_rng(seed))
    ]


def through(learner, target, /, X, params, g):
    return getattr(learner, target)(X, params, ACTIVATIONS[g])
