"""A learner's logistic regression on two clouds of points."""

import numpy as np


def loss_by_epoch(learner, target, /, X, y):
    _, _, history = learner.train_logistic(X, y, 0.1, 25, 16, np.random.default_rng(1))
    return {"x": np.arange(1, len(history) + 1), "lines": {"loss": history}}


def decided(learner, target, /, X, y):
    w, b, _ = learner.train_logistic(X, y, 0.1, 25, 16, np.random.default_rng(1))
    side = np.linspace(-4, 4, 60)
    a, c = np.meshgrid(side, side)
    decisions = learner.predict(np.column_stack([a.ravel(), c.ravel()]), w, b)
    return {"map": np.reshape(decisions, a.shape).astype(float), "extent": [-4, 4, -4, 4], "points": X, "labels": y}
