"""45. Numbers that do not fit.

Fill in the constant and the function, then run: nncli grade ex45_half_precision.py
"""

import numpy as np

# Six numbers about float16; expressions may be used.
HALF = {
    "largest": None,  # the largest number below infinity
    "gap_above_1": None,  # from 1 to the next number above it
    "smallest_positive": None,
    "of_2049": None,  # what float16 makes of 2049
    "of_1_0001": None,  # ... of 1.0001
    "of_1e_minus_8": None,  # ... of 1e-8
}


def scaler_step(w, g, state, lr):
    """Take one step with a scaled gradient, or skip it.

    w: float32 array (D,), the weights; not changed
    g: float16 array (D,), the gradient of scale * loss; not changed
    state: dict with "scale" (float), "good" (int) and "every" (int); may be changed
    lr: float

    Returns (next_w, state): next_w float32 array (D,); state has the same keys.
    """
    raise NotImplementedError
