"""A learner's steps with scaled gradients, one after the other."""

import numpy as np


def scaled_steps(learner, target, /, w, gradients, state, lr):
    """(weights after each step, scale after each step), as float64, so that float32 is compared as exactly as it is.

    What is no pair of weights and a dict with a scale is returned as it is.
    """
    step, weights, scales = getattr(learner, target), [], []
    for g in gradients:
        moved = step(w, g, state, lr)
        if not isinstance(moved, (tuple, list)) or len(moved) != 2:
            return moved
        w, state = moved
        if not isinstance(state, dict) or "scale" not in state:
            return [w], state
        weights.append(w.astype(np.float64) if isinstance(w, np.ndarray) and w.dtype.kind == "f" else w)
        scales.append(state["scale"])
    return weights, scales
