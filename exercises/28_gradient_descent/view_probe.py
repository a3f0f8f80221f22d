"""Where a learner's descent goes."""

import numpy as np


def walks(learner, target, /, start, rates, steps):
    walked = lambda lr: np.array(learner.gradient_descent(coupled, np.array(start), lr, steps))
    height = lambda a, b: (a + b - 3) ** 2 + a**2 / 2
    return {"paths": {f"lr = {lr:g}": walked(lr) for lr in rates}, **contours(height, [-2.5, 4.2, -2.5, 5.0])}


def walk_on_curve(learner, target, /, rates, steps):
    paths = {}
    for lr in rates:
        w = np.ravel(learner.gradient_descent(GRADIENTS["square"], np.array([2.0]), lr, steps))
        paths[f"lr = {lr:g}"] = np.column_stack([w, w**2])
    w = np.linspace(-2.2, 2.2, 60)
    return {"paths": paths, "curve": np.column_stack([w, w**2])}


def map_of_loss(learner, target, /, w0, w1):
    heights = learner.landscape(lambda w: float((w[0] + w[1] - 3) ** 2 + w[0] ** 2 / 2), w0, w1)
    return {"maps": {"root of the loss": np.sqrt(np.array(heights))}, "extent": [w0[0], w0[-1], w1[0], w1[-1]]}
