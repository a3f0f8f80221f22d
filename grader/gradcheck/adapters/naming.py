"""Inputs as a caller has them (one array, several, a dict, or nested ones) as inputs by name, and back."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Mapping
from typing import Any, NamedTuple

from grader.gradcheck.errors import GradcheckError


class Leaf(NamedTuple):
    """The place of one input in a nested argument."""

    name: str


class NamedInputs(NamedTuple):
    """flat: every input by a name of its own, those inside of an argument as p.w or p[0]; arguments: what the function takes,
    with a Leaf where each input stands."""

    flat: dict[str, Any]
    arguments: dict[str, Any]
    by_position: bool

    def call(self, function: Callable[..., Any], values: Mapping[str, Any], **options: Any) -> Any:
        """The function, called with these values in place of the inputs."""
        built = {name: _build(argument, values) for name, argument in self.arguments.items()}
        return function(*built.values(), **options) if self.by_position else function(**built, **options)


def name_inputs(function: Callable[..., Any], inputs: Any) -> NamedInputs:
    """The inputs by name.

    A dict is passed by name; one array, or a tuple or list of them, by position, under the names of the parameters. An
    argument may be a dict, list or tuple of arrays itself; a dict whose keys are no parameters is one such argument.
    """
    names = _parameters(function)
    if isinstance(inputs, Mapping):
        if len(names) != 1 or set(inputs) & set(names) or _takes_any_name(function):
            return _flat(dict(inputs), list(inputs) == names[: len(inputs)])
        inputs = (inputs,)
    values = list(inputs) if isinstance(inputs, tuple | list) else [inputs]
    if not values:
        raise GradcheckError("inputs is empty: there is nothing to differentiate by")
    names = names[: len(values)]
    if len(names) < len(values) or len(set(names)) < len(names):
        names = ["x"] if len(values) == 1 else [f"x{k}" for k in range(len(values))]
    return _flat(dict(zip(names, values, strict=True)), True)


def output_arrays(output: Any) -> list[Any]:
    """The arrays of a nested output, in order; None is no output."""
    if isinstance(output, Mapping):
        return [leaf for value in output.values() for leaf in output_arrays(value)]
    if isinstance(output, tuple | list):
        return [leaf for value in output for leaf in output_arrays(value)]
    return [] if output is None else [output]


def is_nested(output: Any) -> bool:
    """A tuple, list or dict that holds another one, or None."""
    values = output.values() if isinstance(output, Mapping) else output if isinstance(output, tuple | list) else ()
    return any(value is None or isinstance(value, Mapping | tuple | list) for value in values)


def _flat(arguments: dict[str, Any], by_position: bool) -> NamedInputs:
    found: dict[str, Any] = {}
    built = {name: _take_apart(name, value, found) for name, value in arguments.items()}
    return NamedInputs(found, built, by_position)


def _take_apart(name: str, value: Any, found: dict[str, Any]) -> Any:
    if _holds_arrays(value):
        if isinstance(value, Mapping):
            return {key: _take_apart(f"{name}.{key}", part, found) for key, part in value.items()}
        parts = [_take_apart(f"{name}[{k}]", part, found) for k, part in enumerate(value)]
        return type(value)(*parts) if hasattr(value, "_fields") else type(value)(parts)
    found[name] = value
    return Leaf(name)


def _holds_arrays(value: Any) -> bool:
    """A dict, list or tuple with arrays in it; a list of numbers is an input by itself."""
    if isinstance(value, Mapping):
        return any(_is_array(part) or _holds_arrays(part) or isinstance(part, float) for part in value.values())
    return isinstance(value, tuple | list) and any(_is_array(part) or _holds_arrays(part) for part in value)


def _is_array(value: Any) -> bool:
    return hasattr(value, "dtype") and hasattr(value, "shape")


def _build(argument: Any, values: Mapping[str, Any]) -> Any:
    if isinstance(argument, Leaf):
        return values[argument.name]
    if isinstance(argument, Mapping):
        return {key: _build(part, values) for key, part in argument.items()}
    parts = [_build(part, values) for part in argument]
    return type(argument)(*parts) if hasattr(argument, "_fields") else type(argument)(parts)


def _parameters(function: Callable[..., Any]) -> list[str]:
    try:
        parameters = inspect.signature(function).parameters.values()
    except (TypeError, ValueError):
        return []
    kinds = (inspect.Parameter.POSITIONAL_ONLY, inspect.Parameter.POSITIONAL_OR_KEYWORD)
    return [parameter.name for parameter in parameters if parameter.kind in kinds]


def _takes_any_name(function: Callable[..., Any]) -> bool:
    """The function has a parameter **options, or names that may stand only by name."""
    kinds = (inspect.Parameter.VAR_KEYWORD, inspect.Parameter.KEYWORD_ONLY, inspect.Parameter.VAR_POSITIONAL)
    return any(parameter.kind in kinds for parameter in inspect.signature(function).parameters.values())
