"""Four splits of a learner: three from one generator, one from a fresh generator in the state of the first call."""

import numpy as np


def splits(learner, target, /, n, n_val, n_test, seed):
    """[first, second, again, another]: `again` is drawn as `first` was."""
    split, rng = getattr(learner, target), np.random.default_rng(seed)
    first, second = split(n, n_val, n_test, rng), split(n, n_val, n_test, rng)
    again = split(n, n_val, n_test, np.random.default_rng(seed))
    return [first, second, again, split(n, n_val, n_test, rng)]
