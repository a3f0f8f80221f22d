"""A learner's softmax loss of one example."""

import numpy as np


def loss_of_true(learner, target, /, line):
    one = lambda t: learner.softmax_loss(np.array([[t, 0.0, 1.0]]), np.array([0]))
    return with_tangents(line, lambda t: one(t)[0], lambda t: one(t)[1][0, 0], [-4.0, 1.0, 4.0], "loss")


def gradient_of_scores(learner, target, /, x, y):
    _, dx = learner.softmax_loss(np.array([x]), np.array([y]))
    return {"labels": [str(place) for place in range(len(x))], "bars": {"score": x, "gradient": dx[0]}}
