"""What a learner's linear fit decides over the plane, in x and y, and in other coordinates."""

import numpy as np


def decisions(learner, target, /, P, y, features, reach):
    """The region of class 1 of a fit on P, or on the named features of P."""
    seen = FEATURES.get(features, lambda P: P)
    w, b = learner.fit_linear(seen(P), y)
    side = np.linspace(-reach, reach, 81)
    a, c = np.meshgrid(side, side)
    scores = seen(np.column_stack([a.ravel(), c.ravel()])) @ np.ravel(w) + float(b)
    return {
        "map": (scores > 0).reshape(a.shape).astype(float),
        "extent": [-reach, reach, -reach, reach],
        "points": P,
        "labels": y,
    }
