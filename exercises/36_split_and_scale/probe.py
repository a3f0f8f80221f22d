"""Four splits of a learner: three from one generator, one from a fresh generator in the state of the first call."""

import numpy as np


def splits(learner, target, /, n, n_val, n_test, seed):
    """[first, second, again, another]: `again` is drawn as `first` was. None where the first is None."""
    split, rng = getattr(learner, target), np.random.default_rng(seed)
    first = split(n, n_val, n_test, rng)
    if first is None:
        return None
    second, again = split(n, n_val, n_test, rng), split(n, n_val, n_test, np.random.default_rng(seed))
    return [first, second, again, split(n, n_val, n_test, rng)]
