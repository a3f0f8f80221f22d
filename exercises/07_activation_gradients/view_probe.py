"""The slopes that a learner's backward functions give where 1 comes from above."""

import numpy as np


def with_slopes(learner, target, /, x, outputs, handed):
    slopes = {
        f"slope of {name}": lambda name=name: getattr(learner, f"{name}_backward")(np.ones_like(x), handed[name])
        for name in outputs
    }
    found = lines_over(x, slopes)
    return {"x": x, "lines": outputs | found["lines"]}
