"""A learner's confusion matrix, and the scores of each class."""


def confusion(learner, target, /, y, p):
    return {"maps": {"examples": learner.confusion_matrix(y, p, 3)}}


def by_class(learner, target, /, y, p):
    found = learner.scores(learner.confusion_matrix(y, p, 3))
    return {"labels": ["0", "1", "2"], "bars": {key: found[key] for key in ("precision", "recall", "f1")}}
