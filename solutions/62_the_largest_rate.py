"""Exercise 62, solved: rates for a bowl, and for what is none."""

import numpy as np


def largest_rate(H):
    """Return the rate below which descent converges from every start, a float.

    H: float array (D, D), symmetric with positive eigenvalues
    """
    # A step multiplies the part along an eigenvector by 1 - lr*lambda. Its size is
    # below 1 while lr*lambda < 2, and the largest lambda gets there first.
    return 2 / np.linalg.eigvalsh(H)[-1]


def contraction(H, lr):
    """Return the factor by which the error shrinks per step, at worst, a float.

    H: as in largest_rate; lr: float
    """
    # Any direction may be the slowest one: a flat one that hardly moves, or a steep
    # one that overshoots. Hence the absolute value, and the largest over all.
    return np.abs(1 - lr * np.linalg.eigvalsh(H)).max()


def best_for_bowl(H):
    """Return the rate with the smallest contraction, a float. H: as in largest_rate."""
    # There the flattest and the steepest direction shrink equally fast:
    # 1 - lr*smallest = lr*largest - 1.
    smallest, *_, largest = np.linalg.eigvalsh(H)
    return 2 / (smallest + largest)


def sweep(f, grad, w0, rates, steps):
    """Return the loss at the end of a descent from w0 for each rate.

    f, grad: functions of a float array (D,), f returns a float, grad an array (D,)
    w0: float array (D,), not changed; rates: list of floats; steps: int
    Returns a float array (len(rates),), np.inf where the loss is not a finite number.
    """
    losses = []
    for lr in rates:
        w = w0  # every rate starts here; w - ... is a new array, so w0 stays
        for _ in range(steps):
            w = w - lr * grad(w)
        loss = f(w)
        # inf - inf is NaN, which would compare with nothing.
        losses.append(loss if np.isfinite(loss) else np.inf)
    return np.array(losses)


def best_rate(rates, losses):
    """Return the rate with the smallest finite loss, a float.

    rates, losses: float arrays (R,); losses may hold inf and NaN
    Raises ValueError where no loss is finite.
    """
    if not np.isfinite(losses).any():
        raise ValueError("no rate ended at a finite loss")
    # argmin takes NaN for the smallest number, so it must not meet any.
    return rates[np.argmin(np.where(np.isfinite(losses), losses, np.inf))]
