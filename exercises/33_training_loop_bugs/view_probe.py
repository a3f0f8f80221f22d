"""What a learner's training loop reports of 40 epochs."""


def loss_by_epoch(learner, target, /, X, y):
    return reported(learner, X, y, "loss")


def accuracy_by_epoch(learner, target, /, X, y):
    return reported(learner, X, y, "accuracy")


def reported(learner, X, y, key):
    history = learner.train(Api(X, 7, lambda *event: None), X, y, 40, 16)[key]
    return {"x": list(range(1, len(history) + 1)), "lines": {key: history}}
