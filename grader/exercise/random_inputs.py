"""Inputs that are drawn from a case's generator, written where they stand: `y=away(5)`, `p=y + 0.1 * normal(5)`.

A draw is a recipe. It is drawn once for each case: the same object used twice stands for the same numbers, in the order of first use.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

from grader.generators import case_generator

Shape = int | tuple[int, ...]
Memo = dict[int, Any]


class Draw:
    """A recipe: a function of the generator and of the draws that it uses."""

    def __init__(self, recipe: Callable[..., Any], *uses: Any) -> None:
        self.recipe, self.uses = recipe, uses

    def realised(self, rng: np.random.Generator, memo: Memo) -> Any:
        if id(self) not in memo:
            memo[id(self)] = self.recipe(rng, *(realise(use, rng, memo) for use in self.uses))
        return memo[id(self)]

    def then(self, function: Callable[..., Any], *others: Any) -> Draw:
        """function(self, *others), once drawn."""
        return Draw(lambda _, *values: function(*values), self, *others)

    def __add__(self, other: Any) -> Draw:
        return self.then(lambda a, b: a + b, other)

    def __radd__(self, other: Any) -> Draw:
        return self.then(lambda a, b: b + a, other)

    def __sub__(self, other: Any) -> Draw:
        return self.then(lambda a, b: a - b, other)

    def __rsub__(self, other: Any) -> Draw:
        return self.then(lambda a, b: b - a, other)

    def __mul__(self, other: Any) -> Draw:
        return self.then(lambda a, b: a * b, other)

    __rmul__ = __mul__


def normal(shape: Shape, *more: float, s: float = 1.0) -> Draw:
    """s * rng.normal(size=shape). Raises ValueError for two whole numbers, which may be a shape, or a length and a scale."""
    if len(more) > 1 or (more and isinstance(shape, int) and isinstance(more[0], int)):
        words = ", ".join(map(repr, (shape, *more)))
        raise ValueError(
            f"normal({words}): is this a shape or a scale? An array of this shape is normal(({words}));"
            f" {shape} numbers times {more[0]} are normal({shape}, s={more[0]})"
        )
    scale = more[0] if more else s
    return Draw(lambda rng: scale * rng.normal(size=shape))


def uniform(low: float, high: float, shape: Shape) -> Draw:
    """Floats drawn evenly from low to high (float64), of the given shape."""
    return Draw(lambda rng: rng.uniform(low, high, shape))


def away(shape: Shape = (), low: float = 0.3, high: float = 2.5) -> Draw:
    """Numbers of either sign, away from zero; away() is one Python float. Raises ValueError where low is not below high."""
    if not low < high:
        raise ValueError(
            f"away({shape}, {low}, {high}): the least size {low} is not below the greatest, {high};"
            f" an array of two axes is away((4, 3))"
        )

    def recipe(rng: np.random.Generator) -> Any:
        values = rng.uniform(low, high, shape) * rng.choice([-1.0, 1.0], shape)
        return values if shape != () else float(values)

    return Draw(recipe)


def integers(low: int, high: int, shape: Shape) -> Draw:
    """Whole numbers drawn evenly from low up to, not including, high (int64), of the given shape."""
    return Draw(lambda rng: rng.integers(low, high, shape))


def drawn(recipe: Callable[[np.random.Generator], Any]) -> Draw:
    """Any other recipe: a function of the generator."""
    return Draw(recipe)


class raw:
    """A value that stays what it is: a Python list, a dict, a text."""

    def __init__(self, value: Any) -> None:
        self.value = value


def ints(values: Any) -> raw:
    """An int64 array."""
    return raw(np.array(values, dtype=np.int64))


def realise(value: Any, rng: np.random.Generator, memo: Memo) -> Any:
    """The value that an input stands for: draws are drawn, lists of numbers become float64 arrays."""
    if isinstance(value, Draw):
        return value.realised(rng, memo)
    if isinstance(value, raw):
        return value.value
    if isinstance(value, list) and _only_numbers(value):
        return np.array(value, dtype=np.float64)
    return value


def _only_numbers(value: Any) -> bool:
    if isinstance(value, list):
        return all(map(_only_numbers, value))
    return isinstance(value, (int, float)) and not isinstance(value, bool)


def inputs_of(case: Any, exercise: int, seed: int) -> dict[str, Any]:
    """The inputs of a case, drawn from default_rng([seed, exercise, case.number])."""
    rng = case_generator([seed, exercise, case.number])
    if callable(case.inputs):
        return dict(case.inputs(rng))
    memo: Memo = {}
    return {name: realise(value, rng, memo) for name, value in case.inputs.items()}
