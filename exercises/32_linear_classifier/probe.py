"""A learner's training with the generator of the case, from which the inputs were drawn before."""

import numpy as np


def trained(learner, target, /, X, y, lr, epochs, B, seed, drawn):
    rng = np.random.default_rng(seed)
    rng.normal(size=drawn)
    return getattr(learner, target)(X, y, lr, epochs, B, rng)
