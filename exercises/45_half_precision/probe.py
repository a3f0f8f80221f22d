"""A learner's steps with scaled gradients, one after the other."""

import numpy as np


def scaled_steps(learner, target, /, w, gradients, state, lr):
    """(weights after each step, scale after each step), as float64, so that float32 is compared as exactly as it is."""
    step, weights, scales = getattr(learner, target), [], []
    for g in gradients:
        w, state = step(w, g, state, lr)
        weights.append(w.astype(np.float64) if isinstance(w, np.ndarray) else w)
        scales.append(float(state["scale"]))
    return weights, scales
