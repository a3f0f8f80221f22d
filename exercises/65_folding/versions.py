"""Exercise 65: functions of straight pieces as inputs, and wrong ways to fold and to count."""

import numpy as np

from grader.reference.theory.folding import tent


def relu(x):
    return np.maximum(x, 0)


def pieces(slopes, shuffle=True, turned=(), cells=None):
    """Values of a function with these slopes, permuted, those at the places `turned` negative.

    A piece has two grid cells of one width and a third of another, or as many as `cells` says.
    """

    def inputs(rng):
        n = len(slopes)
        a, b = rng.uniform(0.4, 1.6, (2, n))
        of_pieces = rng.permutation(slopes) if shuffle else np.array(slopes)
        of_pieces[list(turned)] *= -1
        counts = cells or [3] * n
        widths = [[a[j], a[j], b[j], 0.7 * a[j]][: counts[j]] for j in range(n)]
        x = np.cumsum([0.0, *np.concatenate(widths)])
        y = np.cumsum([0.5, *np.diff(x) * np.repeat(of_pieces, counts)])
        return {"x": x, "y": y}

    return inputs


def changes(values, least=1e-6):
    """How often neighbouring values differ by more than `least`."""
    return int(np.sum(np.abs(np.diff(values)) > least))


def slopes_of(x, y):
    return np.diff(y) / np.diff(x)


def turns_only(x, y):
    return 1 + changes(np.sign(np.diff(y)))


def slopes_in_use(x, y):
    return len(np.unique(np.round(slopes_of(x, y), 6)))


def folds(count):
    """fold with count(d) folds."""

    def version(x, d):
        for _ in range(count(d)):
            x = tent(x)
        return x

    return version


def changing(first, later):
    """The weights of `shallow` from the first one and what the later ones are multiplied by, n being 2**d."""

    def version(d):
        n = 2**d
        signs = (-1.0) ** np.arange(n)
        return np.where(np.arange(n) > 0, later(n) * signs, first(n))

    return version


def all_negative(d):
    n = 2**d
    return np.where(np.arange(n) > 0, -2.0 * n, n)


def sawtooth(x, d):
    for _ in range(d):
        x = (2 * x) % 1
    return x


def rounding_counted(x, y):
    return 1 + changes(slopes_of(x, y), 0)


def smoothed_slopes(x, y):
    return 1 + changes(np.gradient(y, x), 0.05)
