"""Tests for infinity alone, and divides before it leaves float16."""

import numpy as np

HALF = {
    "largest": float(np.finfo(np.float16).max),
    "gap_above_1": float(np.finfo(np.float16).epsneg),
    "smallest_positive": float(np.finfo(np.float16).tiny),
    "of_2049": 2049,
    "of_1_0001": float(np.float32(1.0001)),
    "of_1e_minus_8": 0,
}


def scaler_step(w, g, state, lr):
    state = dict(state)
    if np.isinf(g).any():
        state["scale"] /= 2
        state["good"] = 0
        return w.copy(), state
    w = w - np.float32(lr) * (g.astype(np.float32) / np.float32(state["scale"]))
    state["good"] += 1
    if state["good"] == state["every"]:
        state["scale"] *= 2
        state["good"] = 0
    return w, state
