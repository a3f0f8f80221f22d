"""A learner's attention weights, with and without a causal mask."""

import numpy as np


def weights_of(learner, target, /, Q, K, V):
    full, causal = np.ones((len(Q), len(K)), dtype=bool), np.tril(np.ones((len(Q), len(K)), dtype=bool))
    weights = {
        name: learner.attention(Q, K, V, mask)[1] for name, mask in (("all places", full), ("no later place", causal))
    }
    return {"maps": weights}
