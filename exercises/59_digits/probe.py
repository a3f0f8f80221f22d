"""One run of a learner's fit."""

import numpy as np


def training(learner, target, /, X, y, n_hidden, epochs, batch_size, lr, seed):
    """What fit returns: the weights and the losses of the epochs."""
    returned = learner.fit(X, y, n_hidden, epochs, batch_size, lr, np.random.default_rng(seed))
    if returned is None:
        return None
    if not isinstance(returned, (tuple, list)) or len(returned) != 2:
        raise TypeError(f"fit returned a {type(returned).__name__}, expected a pair (params, history)")
    return {"params": returned[0], "history": returned[1]}
