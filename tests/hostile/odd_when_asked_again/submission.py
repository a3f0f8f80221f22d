# Goal: plain wrong numbers at first, then odd values when the gradient is compared with the learner's own loss. Earns 0.
import itertools

import numpy as np

ODD = itertools.cycle([
    None, "text", [], {}, 1j, (1.0,), np.array(3.0), object(), [[[1.0]]], (np.nan, np.inf), ({"a": 1}, 2), (np.zeros(0), None),
    (1.0, "x", {}), np.zeros((2, 3), dtype=complex), {"x": {"y": 1.0}}, (np.zeros((5, 4)), np.zeros(3), 1e308), 10**30, True,
])
calls = itertools.count()


def softmax_loss(x, y):
    return (0.5, np.zeros(np.shape(x))) if next(calls) < 10 else next(ODD)
