"""Random inputs that are certain to reach every branch of a piecewise operation.

Inputs can hide a bug from every method: an ELU is only wrong on its negative side, and eight normal numbers are all
positive once in 256 draws. So the branches are named, counted, and the inputs drawn again until all are reached.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import numpy as np

from grader.arrays import NDArray
from grader.gradcheck.errors import GradcheckError

Draw = Callable[["np.random.Generator"], dict[str, Any]]
Branches = Callable[..., Mapping[str, Any]]

ATTEMPTS = 1000
AWAY = 1e-3


def covering(draw: Draw, branches: Branches, *, seed: int = 0, attempts: int = ATTEMPTS) -> dict[str, Any]:
    """The first inputs drawn that reach every branch.

    draw: a numpy Generator -> inputs by name. branches: the same inputs -> what was reached, by name of the branch (a
    bool, or a mask of which one True is enough). Raises GradcheckError naming the branches that no draw reached, or the
    one that none reached together with the others.
    """
    never: set[str] | None = None
    for attempt in range(attempts):
        inputs = draw(np.random.default_rng([seed, attempt]))
        missed = {name for name, reached in branches(**inputs).items() if not np.any(reached)}
        if not missed:
            return inputs
        never = missed if never is None else never & missed
    named = ", ".join(sorted(never)) if never else "all branches at once"
    raise GradcheckError(f"none of {attempts} draws reached: {named}. Draw from a wider range, or more entries")


def both_sides(name: str, z: NDArray[np.float64], at: float = 0.0) -> dict[str, bool]:
    """The branches of a function with a kink at z = at: both sides reached, no entry closer to the kink than 1e-3."""
    return {
        f"{name} < {at:g}": bool((z < at).any()),
        f"{name} > {at:g}": bool((z > at).any()),
        f"{name} away from {at:g}": bool((np.abs(z - at) > AWAY).all()),
    }


def units(name: str, z: NDArray[np.float64]) -> dict[str, bool]:
    """The branches of a relu layer with pre-activations z (rows, units): units on and off, and none that is dead."""
    return {**both_sides(name, z), f"every unit of {name} on somewhere": bool((z > 0).any(axis=0).all())}


def distinct(name: str, z: NDArray[np.float64], axis: int = -1) -> dict[str, bool]:
    """The branch of max, sort and their like: no two entries along the axis closer than 1e-3."""
    return {f"{name} without near ties": bool((np.diff(np.sort(z, axis=axis), axis=axis) > AWAY).all())}
