"""The arrays of a learner's affine layer."""

import numpy as np


def shapes_met(learner, target, /, x, w, b):
    out, _ = learner.affine_forward(x, w, b)
    return {"rows": [["x", x.shape], ["w", w.shape], ["b", b.shape], ["your out", np.shape(out)]]}


def arrays_met(learner, target, /, x, w, b):
    out, _ = learner.affine_forward(x, w, b)
    return {"maps": {"x": x, "w": w, "b": b, "your out": out}}
