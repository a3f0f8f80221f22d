"""Exercise 62: bowls as inputs, sweeps that do one thing another way, and what a sweep that blows up must return."""

import numpy as np

from grader.exercise.spec import ProbeDriver
from grader.reference.theory import rates as learning_rates

RIGHT = ProbeDriver(__file__, sweep=learning_rates.sweep)


def bowl(*lambdas, **more):
    """Q diag(lambdas) Q.T with a random orthogonal Q."""

    def inputs(rng):
        D = len(lambdas)
        Q = np.linalg.qr(rng.normal(size=(D, D)))[0]
        return {"H": Q @ np.diag(lambdas) @ Q.T, **more}

    return inputs


def with_eigenvalues(formula):
    """A version formula(eigenvalues, lr)."""
    return lambda H, lr=None: formula(np.linalg.eigvalsh(H), lr)


def descents(sign=-1.0, steps_short=0, reset=True, loss=lambda f, path: f(path[-1]), lost=np.inf):
    """A sweep with one thing done another way; `lost` stands for what is not finite, None leaves it."""

    def sweep(f, grad, w0, rates, steps):
        losses, w = [], w0
        for lr in rates:
            path = [w0 if reset else w]
            for _ in range(steps - steps_short):
                path.append(path[-1] + sign * lr * grad(path[-1]))
            w = path[-1]
            losses.append(loss(f, path))
        losses = np.array(losses)
        return losses if lost is None else np.where(np.isfinite(losses), losses, lost)

    return RIGHT.version("swept", sweep=sweep)


def ends_with_infinity(output, **inputs):
    """The law where a rate blows up: infinity there, and the right losses elsewhere."""
    got, right = np.asarray(output, dtype=float), RIGHT.version("swept")(**inputs)
    if got.shape != right.shape:
        return f"shape {got.shape} where shape {right.shape} is expected"
    for place, (mine, due) in enumerate(zip(got, right, strict=True)):
        same = mine == due if np.isinf(due) else abs(mine - due) <= 1e-9 + 1e-6 * abs(due)
        if not same:
            return f"at rate {inputs['rates'][place]:g} got {mine:.7g}, expected {due:.7g}"
    return None


def finite_losses(choose):
    """A best_rate choose(rates, losses) among those that ended at a finite loss."""

    def version(rates, losses):
        kept = np.isfinite(losses)
        if not kept.any():
            raise ValueError
        return choose(rates[kept], losses[kept])

    return version
