"""A learner's one-hot rows, log-probabilities and loss."""

import numpy as np


def rows_of_labels(learner, target, /, y):
    return {"maps": {"your one_hot": learner.one_hot(y, 3)}}


def logs(learner, target, /, z):
    bars = {"score": z, "log-probability": learner.log_softmax(np.array([z]))[0]}
    return {"labels": [str(place) for place in range(len(z))], "bars": bars}


def loss_of_true(learner, target, /, line):
    loss = lambda t: float(learner.nll_loss(learner.log_softmax(np.array([[t, 0.0, 1.0]])), np.array([0])))
    return {"x": line, "lines": {"loss": [loss(t) for t in line]}}
