"""The signal behind each layer of a network that a learner's code starts."""

import numpy as np


def signals(learner, target, /, width, depth, kinds, seed):
    X, sizes = np.random.default_rng(seed).normal(size=(200, width)), [width] * (depth + 1)
    started = lambda kind: learner.init_params(sizes, kind, np.random.default_rng(seed))
    measured = {kind: lambda kind=kind: learner.signal(X, started(kind), ACTIVATIONS["relu"]) for kind in kinds}
    return lines_over(np.arange(1, depth + 1), measured)
