"""The parameters that an object of the learner's class keeps as its attributes, and the gradients that it keeps beside them.

A path such as "W", "params.W" or "first.W" names one: attributes and keys of dicts, one after the other.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

NO_PARAMETER = re.compile(r"(?i)^_|^(d|grad)_?$|grad|running|mask|cache|momentum|veloc")
MOST = 32
DEPTH = 3


def parameters_of(made: Any) -> dict[str, Any]:
    """The arrays of real numbers by path, without those that are gradients of others, running sums or masks."""
    found = dict(_walk(made, "", DEPTH))
    names = {path.rpartition(".")[2] for path in found}
    kept = {path: value for path, value in found.items() if not _is_gradient(path.rpartition(".")[2], names)}
    return dict(list(kept.items())[:MOST])


def _is_gradient(name: str, names: set[str]) -> bool:
    return name[:1] == "d" and name[1:].lstrip("_") in names


def _walk(holder: Any, before: str, depth: int) -> Iterator[tuple[str, Any]]:
    for name, value in _parts(holder):
        if NO_PARAMETER.search(name):
            continue
        if _is_real(value):
            if name.lower() != "g" or value.any():  # a gain starts at ones, a place for a gradient at zeros
                yield before + name, value
        elif depth > 1 and (isinstance(value, dict) or _is_own(value)):
            yield from _walk(value, f"{before}{name}.", depth - 1)


def _parts(holder: Any) -> list[tuple[str, Any]]:
    inside = holder if isinstance(holder, dict) else getattr(holder, "__dict__", {})
    return [(name, value) for name, value in dict.items(inside) if isinstance(name, str) and name.isidentifier()]


def _is_real(value: Any) -> bool:
    dtype = getattr(value, "dtype", None)
    return getattr(dtype, "kind", "") == "f" and hasattr(value, "shape") and bool(getattr(value, "size", 0))


def _is_own(value: Any) -> bool:
    """Whether it is an object of a class that keeps attributes, as a layer inside a network does."""
    return (
        hasattr(value, "__dict__") and not isinstance(value, type) and not callable(getattr(value, "__array__", None))
    )


def put(made: Any, path: str, value: Any) -> None:
    """Set a parameter, in place where that is exact, so that other names of the same array see it."""
    *outer, last = path.split(".")
    holder = made
    for name in outer:
        holder = _get(holder, name)
    old = _get(holder, last)
    if getattr(old, "dtype", None) == "float64" and old.flags.writeable and old.shape == getattr(value, "shape", ()):
        old[...] = value
    elif isinstance(holder, dict):
        holder[last] = value
    else:
        setattr(holder, last, value)


def _get(holder: Any, name: str) -> Any:
    return holder.get(name) if isinstance(holder, dict) else getattr(holder, name, None)


def gradient_of(made: Any, path: str) -> Any:
    """The gradient kept for a parameter: dW, grad_W or W_grad beside it, or W or dW in a dict grads; None if none is."""
    *outer, last = path.split(".")
    holders = [made]
    for name in outer:
        holders.append(_get(holders[-1], name))
    for holder in reversed(holders):
        for name in (f"d{last}", f"d_{last}", f"grad_{last}", f"{last}_grad", f"g{last}"):
            if _is_real(value := _get(holder, name)):
                return value
        for name in ("grads", "gradients", "grad", "dparams"):
            kept = _get(holder, name)
            for key in (last, f"d{last}", path) if isinstance(kept, dict) else ():
                if _is_real(value := kept.get(key)):
                    return value
    return None
