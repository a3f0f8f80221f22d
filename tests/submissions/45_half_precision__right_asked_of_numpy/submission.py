"""All six numbers asked of NumPy; float64 master weights; the state is changed in place."""

import numpy as np

one, zero = np.float16(1), np.float16(0)
HALF = {
    "largest": np.nextafter(np.float16(np.inf), zero),
    "gap_above_1": np.nextafter(one, np.float16(2)) - one,
    "smallest_positive": np.nextafter(zero, one),
    "of_2049": np.float16(2049),
    "of_1_0001": np.float16(1.0001),
    "of_1e_minus_8": np.float16(1e-8),
}


def scaler_step(w, g, state, lr):
    wide = np.array(g, dtype=np.float64)
    if np.isnan(wide).any() or np.isinf(wide).any():
        state["scale"], state["good"] = state["scale"] * 0.5, 0
        return np.array(w), state
    state["good"] += 1
    new = w.astype(np.float64) - lr / state["scale"] * wide
    if state["good"] >= state["every"]:
        state.update(scale=2.0 * state["scale"], good=0)
    return new, state
