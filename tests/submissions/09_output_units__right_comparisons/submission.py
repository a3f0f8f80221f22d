import math

import numpy as np

output_units = {
    "binary distribution": "Bernoulli",
    "binary activation": "logistic",
    "binary loss": "BCE",
    "multiclass distribution": "categorical",
    "multiclass activation": " Softmax ",
    "multiclass loss": "categorical_cross-entropy",
    "regression distribution": "normal",
    "regression activation": "identity",
    "regression loss": "mean squared  error",
    "multilabel distribution": "bernoulli",
    "multilabel activation": "sigmoid",
    "multilabel loss": "log loss",
    "arbitrary loss": "Generative Adversarial Network",
}


def decide(z, kind):
    if kind == "regression":
        return z
    if kind == "multiclass":
        classes = []
        for row in z:
            best = 0
            for k in range(len(row)):
                if row[k] > row[best]:
                    best = k
            classes.append(float(best))
        return np.array(classes)
    if kind == "binary" or kind == "multilabel":
        return 1 / (1 + np.exp(-z)) > 0.5
    raise ValueError("no such kind")


def p_y0(z):
    return np.array([1 - (1 + math.tanh(score / 2)) / 2 for score in z.ravel()]).reshape(z.shape)


def single_score(z):
    return np.diff(z, axis=1)[:, 0]
