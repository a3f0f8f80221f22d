"""The target, a learner's steps, and their sum."""

import numpy as np


def steps_and_sum(learner, target, /, x, N):
    v, w, b = (np.asarray(part, dtype=float) for part in learner.staircase(FUNCTIONS["sine"], N))
    lines = {"the target": FUNCTIONS["sine"](x), "the sum": learner.network(x, v, w, b)}
    steps = {f"step {i + 1}": learner.network(x, v[i : i + 1], w[i : i + 1], b[i : i + 1]) for i in range(N)}
    return {"x": x, "lines": lines | steps}
