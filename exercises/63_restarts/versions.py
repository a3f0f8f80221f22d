"""Exercise 63: descents and restarts that do one thing another way."""

import math

import numpy as np

from grader.exercise.spec import AnswerKind, ProbeDriver, number, word
from grader.reference.theory import valleys

VALLEYS = ProbeDriver(__file__, descend=valleys.descend, restarts=valleys.restarts)

PLACE = word()
NUMBER_OR_WORD = AnswerKind(
    "a number or a word",
    lambda given, due: (PLACE if isinstance(due, str) else number).matches(given, due),
    lambda due: (PLACE if isinstance(due, str) else number).shown(due),
)


def path_of(grad, w0, lr, steps):
    path = [w0]
    for _ in range(steps):
        path.append(path[-1] - lr * grad(path[-1]))
    return path


def descending(descend):
    return VALLEYS.version("descent", descend=descend)


def at_old_slope(grad, w0, lr, steps):
    return w0 - steps * lr * grad(w0)


def ends_by(choose):
    """A restarts that returns choose(f, grad, starts, ends), and f there."""

    def restarts(f, grad, starts, lr, steps):
        w = choose(f, grad, starts, [valleys.descend(grad, start, lr, steps) for start in starts])
        return w, f(w)

    return VALLEYS.version("best_end", restarts=restarts)


def of_best_start(f, grad, starts, ends):
    return ends[int(np.argmin([f(start) for start in starts]))]


def best_of_starts(f, grad, starts, ends):
    return starts[int(np.argmin([f(end) for end in ends]))]


def logarithms(numerator, denominator, rounding):
    return lambda p, q: rounding(math.log(numerator(p, q)) / math.log(denominator(p, q)))


def value_at_start(f, **inputs):
    """f where the descent that ends lowest began, in place of f where it ended."""

    def restarts(f, grad, starts, lr, steps):
        start = min(starts, key=lambda one: f(valleys.descend(grad, one, lr, steps)))
        return start, f(start)

    return VALLEYS.version("best_end", restarts=restarts)(f=f, **inputs)[1]
