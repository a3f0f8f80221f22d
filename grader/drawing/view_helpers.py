"""What the view_probe.py of several exercises use. This text runs above theirs, in the worker beside the learner's code.

It uses NumPy and the standard library only, and holds no right answer.
"""

from typing import Any

import numpy as np


def curves(learner: Any, target: str, /, x: Any, names: list[str]) -> dict[str, Any]:
    """Each of these functions over x; those that are not written yet are left out. Raises NotImplementedError where none is."""
    return lines_over(x, {name: lambda name=name: getattr(learner, name)(x.copy()) for name in names})


def lines_over(x: Any, made_by: dict[str, Any]) -> dict[str, Any]:
    """Lines over x, each from a function without arguments; those that are not written yet are left out."""
    lines = {}
    for name, make in made_by.items():
        try:
            lines[name] = np.asarray(make(), dtype=float)
        except (NotImplementedError, AttributeError):
            continue
    if not lines:
        raise NotImplementedError
    return {"x": x, "lines": lines}


def with_tangents(x: Any, value: Any, slope: Any, points: list[float], name: str, reach: float = 0.8) -> dict[str, Any]:
    """value(t) over x, and pieces of straight lines that touch it at the points with slope(t), `reach` to either side."""
    pieces = np.full(len(x), np.nan)
    for point in points:
        near = np.abs(x - point) <= reach
        pieces[near] = float(value(point)) + float(slope(point)) * (x[near] - point)
    curve = np.array([float(value(t)) for t in x])
    return {"x": x, "lines": {name: curve, "with the slope that you compute": pieces}}


def contours(height: Any, extent: list[float], steps: int = 60) -> dict[str, Any]:
    """The heights of height(a, b) over a plane, as the map of a path takes them."""
    left, right, bottom, top = extent
    a, b = np.meshgrid(np.linspace(left, right, steps), np.linspace(bottom, top, steps))
    return {"map": np.sqrt(height(a, b)), "extent": extent}


def descents(learner: Any, target: str, /, configs: dict[str, Any], start: Any, steps: int) -> dict[str, Any]:
    """Where an optimiser rule(w, dw, config) goes in a long valley, (w0² + 15 w1²)/2, with each of the configs."""
    paths = {}
    for name, config in configs.items():
        w, kept = np.array(start, dtype=float), dict(config)
        path = [w]
        for _ in range(steps):
            w, kept = getattr(learner, target)(w.copy(), np.array([1.0, 15.0]) * w, kept)
            path.append(np.array(w, dtype=float))
        paths[name] = np.array(path)
    return {"paths": paths, **contours(lambda a, b: (a**2 + 15 * b**2) / 2, [-4.5, 4.5, -2.5, 2.5])}


def given(value: Any) -> Any:
    """The learner's constant. Raises NotImplementedError where it is still None."""
    if value is None or (isinstance(value, dict) and all(part is None for part in value.values())):
        raise NotImplementedError
    return value


def number(table: dict[str, Any], key: str) -> float:
    """An entry of a learner's table, NaN where it is missing or not yet a number."""
    entry = table.get(key)
    return float("nan") if entry is None else float(entry)
