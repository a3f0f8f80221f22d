"""Three epochs of a learner's minibatches, and three more with another generator in case chance was unkind."""

import numpy as np


def epochs(learner, target, /, X, y, B, seed, another_seed):
    """Two epochs on one generator, the third on a fresh one; then X and y as they are after all of them."""
    minibatches = getattr(learner, target)

    def served(rng):
        return [[np.array(part) for part in batch] for batch in minibatches(X, y, B, rng)]

    def three(start):
        rng = np.random.default_rng(start)
        return [served(rng), served(rng), served(np.random.default_rng(start))]

    if minibatches(X.copy(), y.copy(), B, np.random.default_rng(seed)) is None:
        return None
    return {"epochs": three(seed), "more": three(another_seed), "X": X.copy(), "y": y.copy()}
