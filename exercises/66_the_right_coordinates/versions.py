"""Exercise 66: rings, spirals and checkers as inputs, and fits that do one thing another way."""

import numpy as np

from grader.exercise.spec import ProbeDriver
from grader.reference.theory import coordinates

FITS = ProbeDriver(__file__, before_and_after=coordinates.before_and_after)


def points(radius, angle):
    return radius[:, None] * np.stack([np.cos(angle), np.sin(angle)], axis=1)


def rings(rng):
    """A ring that is open on one side, around a disc; both a little beside the origin."""
    n = 200
    y = (np.arange(n) % 5 < 2).astype(int)
    angle = np.where(y, rng.uniform(-np.pi, np.pi, n), rng.uniform(-2.2, 2.2, n))
    radius = np.where(y, rng.uniform(0.2, 1, n), rng.uniform(1.3, 2.3, n))
    return {"P": points(radius, angle) + np.array([0.15, -0.1]), "y": y, "features": "squares"}


def spirals(rng):
    n = 120
    y = (np.arange(n) % 3 == 0).astype(int)
    radius = rng.uniform(0.3, 2, n)
    return {"P": points(radius, 4 * radius + np.pi * y + 0.3 * rng.normal(size=n)), "y": y, "features": "unwound points"}


def checkers(rng):
    P = rng.uniform(0.1, 1, (90, 2)) * rng.choice([-1.0, 1.0], (90, 2))
    return {"P": P, "y": (P[:, 0] * P[:, 1] > 0).astype(int), "features": "the product of both"}


def labelled(N, M):
    def inputs(rng):
        F = rng.normal(size=(N, M))
        y = (F @ rng.normal(size=M) + 0.8 * rng.normal(size=N) + 0.6 > 0).astype(int)
        y[:2] = 0, 1
        return {"F": F, "y": y}

    return inputs


def distances(X, centres):
    return np.linalg.norm(X[:, None] - centres, axis=2)


def polar(angle, radius=np.hypot, order=1):
    def version(P):
        x, y = P.T
        return np.stack([radius(x, y), angle(x, y)][::order], axis=1)

    return version


def least_squares(A, t):
    return np.linalg.lstsq(A, t, rcond=None)[0]


def through_origin(F, y):
    return least_squares(F, 2.0 * y - 1), 0.0


def ones_in_front(F, y):
    solution = least_squares(np.column_stack([np.ones(len(F)), F]), 2.0 * y - 1)
    return solution[:-1], solution[-1]


def zero_one(F, y):
    solution = least_squares(np.column_stack([F, np.ones(len(F))]), 1.0 * y)
    return solution[:-1], solution[-1]


def right_answers(F, y, border=0.0, fit_on=None):
    w, b = coordinates.fit_linear(F if fit_on is None else fit_on, y)
    return np.mean((F @ w + b > border) == (y == 1))


def zero_one_right(F, y):
    w, b = zero_one(F, y)
    return np.mean((F @ w + b > 0) == (y == 1))


def shares(before=right_answers, after=lambda P, F, y: right_answers(F, y)):
    """before_and_after with one of the two shares taken another way."""
    return FITS.version("shares", before_and_after=lambda P, y, f: (before(P, y), after(P, f(P), y)))


def part(place, version):
    return lambda **inputs: version(**inputs)[place]


def larger_class(P, y):
    return max(np.mean(y), 1 - np.mean(y))


def shown(output, **inputs):
    return f"{output[0]:.0%} right in x and y, {output[1]:.0%} with {inputs['features']}"


def penalised(F, y):
    A = np.column_stack([F, np.ones(len(F))])
    solution = np.linalg.solve(A.T @ A + np.eye(A.shape[1]), A.T @ (2 * y - 1))
    return solution[:-1], solution[-1]
