"""A learner's network, trained on points in a square: what it reports, what it decides, what its hidden units see."""

import numpy as np


def trained_net(learner, X, y):
    rng = np.random.default_rng(0)
    net = learner.TwoLayerNet(2, 4, rng)
    return net, net.fit(X, y, 400, 100, 0.03, rng)


def loss_by_epoch(learner, target, /, X, y):
    _, history = trained_net(learner, X, y)
    return {"x": np.arange(1, len(history) + 1), "lines": {"loss": history}}


def decided(learner, target, /, X, y):
    net, _ = trained_net(learner, X, y)
    decisions = learner.decision_grid(net.predict, (0.0, 1.0), (0.0, 1.0), 60)
    return {"map": np.array(decisions, dtype=float), "extent": [0, 1, 0, 1], "points": X[:150], "labels": y[:150]}


def units(learner, target, /, X, y):
    net, _ = trained_net(learner, X, y)
    a, b = np.meshgrid(np.linspace(0, 1, 40), np.linspace(0, 1, 40))
    z = np.column_stack([a.ravel(), b.ravel()]) @ net.params["WH"].T + np.ravel(net.params["bH"])
    outputs, out = 1 / (1 + np.exp(-z)), np.ravel(net.params["WO"])
    maps = {f"unit {k + 1}: {out[k]:+.1f}": outputs[:, k].reshape(a.shape) for k in range(len(out))}
    return {"maps": maps, "extent": [0, 1, 0, 1]}
