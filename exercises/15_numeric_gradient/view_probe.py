"""The error of a learner's differences for smaller and smaller steps, on e^x."""

import numpy as np


def ladder(learner, target, /, steps, point, slope):
    at = lambda h: float(learner.numerical_gradient(lambda x: float(np.exp(x[0])), np.array([point]), h)[0])
    errors = np.log10(np.maximum(np.abs(np.array([at(float(h)) for h in steps]) - slope), 1e-16))
    least = int(np.argmin(errors))
    marks = {f"least at h = {steps[least]:.0e}": [np.log10(steps[least]), errors[least]]}
    return {"x": np.log10(steps), "lines": {"error": errors}, "marks": marks}
