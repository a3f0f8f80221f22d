"""A quarter of the scale after an overflow, doubled one step too early; the largest of bfloat16."""

import numpy as np

HALF = {
    "largest": 3.3895313892515355e38,
    "gap_above_1": 2.0**-7,
    "smallest_positive": 2.0**-24,
    "of_2049": 2048,
    "of_1_0001": 1,
    "of_1e_minus_8": 1e-8,
}


def scaler_step(w, g, state, lr):
    g = g.astype(np.float32)
    if not np.isfinite(g.sum()):
        return w, {**state, "scale": state["scale"] / 4, "good": 0}
    good = state["good"] + 1
    grows = good > state["every"]
    new = w - np.float32(lr) * g / np.float32(state["scale"] + 1)
    return new, {**state, "scale": state["scale"] * (2 if grows else 1), "good": 0 if grows else good}
