"""How the benchmark writes a case: a forward pass, a right or wrong backward pass, and inputs drawn from a seed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np

Draw = Callable[[np.random.Generator], dict[str, Any]]


@dataclass(frozen=True)
class Case:
    """truth is the right backward pass (of a right case: the case's own); kind is where the difficulty lies."""

    name: str
    kind: str
    forward: Callable[..., Any]
    backward: Callable[..., Any]
    truth: Callable[..., Any]
    draw: Draw
    right: bool


class Collection:
    """Right and wrong cases; `op` sets the function that the following cases are about."""

    def __init__(self) -> None:
        self.cases: list[Case] = []
        self._now: tuple[str, Any, Any] = ("", None, None)

    def op(self, name: str, forward: Any, truth: Any) -> None:
        self._now = (name, forward, truth)

    def right(self, label: str, kind: str, draw: Draw, backward: Any = None) -> None:
        name, forward, truth = self._now
        backward = truth if backward is None else backward
        self.cases.append(Case(f"{name}: {label}", kind, forward, backward, backward, draw, True))

    def wrong(self, label: str, kind: str, draw: Draw, backward: Any) -> None:
        name, forward, truth = self._now
        self.cases.append(Case(f"{name}: {label}", kind, forward, backward, truth, draw, False))


def normal(*shape: int, scale: float = 1.0) -> Draw:
    """One input x, drawn from a normal distribution."""
    return lambda rng: {"x": scale * rng.normal(size=shape)}


def fixed(*values: float) -> Draw:
    """One input x that is the same for every seed."""
    return lambda rng: {"x": np.array(values)}


def as_dict(gradient: Any, names: list[str]) -> dict[str, np.ndarray]:
    """A gradient by input name, whatever form the backward pass gave it."""
    if isinstance(gradient, dict):
        return {name: np.asarray(gradient[name], dtype=np.float64) for name in names}
    parts = gradient if isinstance(gradient, tuple) else (gradient,)
    return {name: np.asarray(part, dtype=np.float64) for name, part in zip(names, parts, strict=True)}


def single(function: Any) -> Any:
    """The function computed in float32: its inputs are cast, its outputs stay float32."""
    return lambda **inputs: function(**{name: np.asarray(x).astype(np.float32) for name, x in inputs.items()})
