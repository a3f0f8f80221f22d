import numpy as np

output_units = {
    "binary distribution": "gaussian",
    "binary activation": "sigmoid",
    "binary loss": "cross-entropy",
    "multiclass distribution": "multinoulli",
    "multiclass activation": "sigmoid",
    "multiclass loss": "cross-entropy",
    "regression distribution": "gaussian",
    "regression activation": "relu",
    "regression loss": "mae",
    "multilabel distribution": "multinoulli",
    "multilabel activation": "sigmoid",
    "multilabel loss": "binary cross-entropy",
}


def decide(z, kind):
    if kind == "multiclass":
        return np.argmin(z, axis=1)
    if kind == "regression":
        return np.maximum(z, 0)
    return (z >= np.mean(z)).astype(int)


def p_y0(z):
    return np.exp(-z)
