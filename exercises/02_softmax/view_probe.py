"""Probabilities of a learner's softmax."""

import numpy as np


def beside_scores(learner, target, /, z):
    bars = {"score": z, "probability": learner.softmax(np.array(z))}
    return {"labels": [str(place) for place in range(len(z))], "bars": bars}


def one_grows(learner, target, /, line):
    rows = np.column_stack([line, np.zeros_like(line), np.ones_like(line)])
    p = learner.softmax(rows)
    return {"x": line, "lines": {f"class {k}": p[:, k] for k in range(3)}}
