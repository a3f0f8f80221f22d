"""No constant is answered, and the division is done in the dtype of g, float16."""

import numpy as np
HALF = {"largest": None, "gap_above_1": None, "smallest_positive": None, "of_2049": None, "of_1_0001": None, "of_1e_minus_8": None}


def scaler_step(w, g, state, lr):
    if not np.isfinite(g).all():
        return w, {**state, "scale": state["scale"] / 2, "good": 0}
    with np.errstate(over="ignore"):
        scale = np.float16(state["scale"])  # 65536 becomes infinite
    w = w - np.float16(lr) * (g / scale)
    good = state["good"] + 1
    if good >= state["every"]:
        return w, {**state, "scale": 2 * state["scale"], "good": 0}
    return w, {**state, "good": good}
