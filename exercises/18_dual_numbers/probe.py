"""Expressions and functions, given as text, computed with the learner's own Dual."""

import numpy as np


def expressions(learner, target, /, a, b, compute):
    """v and d of each expression in A = Dual(*a), B = Dual(*b) and the class Dual, then of A and B themselves."""
    duals = {"A": learner.Dual(*a), "B": learner.Dual(*b)}
    results = {text: eval(text, {**duals, "Dual": learner.Dual}) for text in compute} | duals
    for text, u in results.items():
        if not isinstance(u, learner.Dual):
            raise TypeError(f"{text} gives {type(u).__name__}, where a Dual is expected")
    return {text: {"v": u.v, "d": u.d} for text, u in results.items()}


def derivative(learner, target, /, f, x):
    return learner.derivative(eval(f), x)


def gradient(learner, target, /, f, xs):
    """The partial derivatives as an array, also where they come as a list or a tuple."""
    partials = learner.gradient(eval(f), xs)
    return np.array(partials, dtype=float) if isinstance(partials, (list, tuple, np.ndarray)) else partials
