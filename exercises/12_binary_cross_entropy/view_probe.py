"""A learner's binary cross-entropy of one example."""

import numpy as np


def loss_of_score(learner, target, /, z, y):
    one = lambda t: learner.bce_with_logits(np.array([t]), np.array([y]))
    return with_tangents(z, lambda t: one(t)[0], lambda t: one(t)[1][0], [-3.0, 0.0, 3.0], "loss")


def loss_of_probability(learner, target, /, u):
    over = lambda y: [float(learner.bce_loss(np.array([one]), np.array([y]))) for one in u]
    return {"x": u, "lines": {"y = 1": over(1.0), "y = 0": over(0.0)}}
