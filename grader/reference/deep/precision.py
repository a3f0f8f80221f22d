"""Half precision: what float16 makes of numbers, and a step of training that survives it.

Source: Micikevicius et al. (2018), Mixed Precision Training.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

import numpy as np

from grader.arrays import ArrayLike, NDArray

_INFO: Final = np.finfo(np.float16)

HALF: Final = {
    "largest": float(_INFO.max),
    "gap_above_1": float(_INFO.eps),
    "smallest_positive": float(_INFO.smallest_subnormal),
    "of_2049": float(np.float16(2049)),
    "of_1_0001": float(np.float16(1 + 0.0001)),
    "of_1e_minus_8": float(np.float16(1e-8)),
}


def scaler_step(
    w: ArrayLike, g: ArrayLike, state: Mapping[str, Any], lr: float
) -> tuple[NDArray[np.float32], dict[str, Any]]:
    """One step with a loss scale: w (D,) float32, g (D,) float16 the gradient of scale*loss -> (next_w, state).

    state: "scale", "good" (steps since the scale changed), "every". Where g holds inf or NaN the step is skipped and the
    scale halved; after `every` good steps it is doubled.
    """
    w, g = np.asarray(w, dtype=np.float32), np.asarray(g).astype(np.float32)
    if not np.isfinite(g).all():
        return w.copy(), {**state, "scale": state["scale"] / 2, "good": 0}
    next_w: NDArray[np.float32] = w - np.float32(lr) * g / np.float32(state["scale"])
    good = state["good"] + 1
    grown = {"scale": state["scale"] * 2, "good": 0} if good >= state["every"] else {"good": good}
    return next_w, {**state, **grown}
