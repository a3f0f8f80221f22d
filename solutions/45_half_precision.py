"""Exercise 45, solved: numbers that do not fit.

float16 has 11 binary digits and exponents from -14 to 15; below 2^-14 the digits run
out one by one, down to 2^-24.
"""

import numpy as np

# Six numbers about float16; expressions may be used.
HALF = {
    "largest": 65504.0,  # (2 - 2^-10) * 2^15
    "gap_above_1": 2.0**-10,  # one unit in the eleventh digit
    "smallest_positive": 2.0**-24,  # the smallest normal number, 2^-14, has smaller ones below it
    "of_2049": 2048.0,  # from 2048 on every second number; a tie goes to the even digit
    "of_1_0001": 1.0,  # 0.0001 is less than half the gap
    "of_1e_minus_8": 0.0,  # less than half of 2^-24
}


def scaler_step(w, g, state, lr):
    """Take one step with a scaled gradient, or skip it.

    w: float32 array (D,), the weights; not changed
    g: float16 array (D,), the gradient of scale * loss; not changed
    state: dict with "scale" (float), "good" (int) and "every" (int); may be changed
    lr: float

    Returns (next_w, state): next_w float32 array (D,); state has the same keys.
    """
    g = g.astype(np.float32)  # before the division, or small entries are lost again
    if not np.isfinite(g).all():
        # The scale was too large. The other entries may be right, but a step along
        # half a gradient points elsewhere.
        return w.copy(), {**state, "scale": state["scale"] / 2, "good": 0}
    next_w = w - np.float32(lr) * g / np.float32(state["scale"])
    scale, good = state["scale"], state["good"] + 1
    if good >= state["every"]:
        scale, good = scale * 2, 0  # it went well for a while: try more
    return next_w, {**state, "scale": scale, "good": good}
