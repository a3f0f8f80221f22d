"""Inputs as a caller has them (one array, several, or a dict) as inputs by name."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Mapping
from typing import Any

from grader.gradcheck.errors import GradcheckError


def name_inputs(function: Callable[..., Any], inputs: Any) -> tuple[dict[str, Any], bool]:
    """The inputs by name, and whether the function takes them by position.

    A dict is passed by name; one array, or a tuple or list of them, by position, under the names of the parameters.
    """
    if isinstance(inputs, Mapping):
        return dict(inputs), False
    values = list(inputs) if isinstance(inputs, tuple | list) else [inputs]
    if not values:
        raise GradcheckError("inputs is empty: there is nothing to differentiate by")
    names = _parameters(function)[: len(values)]
    if len(names) < len(values) or len(set(names)) < len(names):
        names = ["x"] if len(values) == 1 else [f"x{k}" for k in range(len(values))]
    return dict(zip(names, values, strict=True)), True


def _parameters(function: Callable[..., Any]) -> list[str]:
    try:
        parameters = inspect.signature(function).parameters.values()
    except (TypeError, ValueError):
        return []
    kinds = (inspect.Parameter.POSITIONAL_ONLY, inspect.Parameter.POSITIONAL_OR_KEYWORD)
    return [parameter.name for parameter in parameters if parameter.kind in kinds]
