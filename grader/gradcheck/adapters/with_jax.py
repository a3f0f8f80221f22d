"""JAX: the gradient of jax.vjp (or a custom_vjp of yours), beside measured slopes."""

from __future__ import annotations

import importlib
from collections.abc import Callable
from typing import Any

import numpy as np

from grader.gradcheck.adapters.naming import is_nested, name_inputs
from grader.gradcheck.errors import GradcheckError
from grader.gradcheck.local import check
from grader.gradcheck.report import GradientReport, Mode


def check_jax(function: Callable[..., Any], inputs: Any, *, mode: Mode = "full", seed: int = 0) -> GradientReport:
    """Check the gradients of a JAX function.

    function: takes arrays and returns an array, or a tuple or dict of them. inputs: one array, several, or a dict by
    name, each also a dict, list or tuple of arrays (parameters of a network); real ones are differentiated, in float64
    while the check lasts, others are passed on. mode and seed as for `check`. Raises GradcheckError where jax is not
    installed, and as `check` does.
    """
    jax = _import_jax()
    named = name_inputs(function, inputs)
    point = {name: _as_input(value) for name, value in named.flat.items()}
    real = [name for name, value in point.items() if isinstance(value, np.ndarray) and value.dtype.kind == "f"]

    def call(values: dict[str, Any]) -> Any:
        return named.call(function, values)

    def forward(**values: Any) -> Any:
        output = jax.tree_util.tree_map(np.asarray, call({n: _give(jax, v) for n, v in values.items()}))
        return tuple(jax.tree_util.tree_leaves(output)) if is_nested(output) else output

    def backward(upstream: Any, **values: Any) -> dict[str, Any]:
        arrays = {name: _give(jax, value) for name, value in values.items()}
        output, pull = jax.vjp(lambda given: call({**arrays, **given}), {name: arrays[name] for name in real})
        leaves, tree = jax.tree_util.tree_flatten(output)
        parts = jax.tree_util.tree_leaves(upstream)
        shaped = [jax.numpy.asarray(u, leaf.dtype).reshape(leaf.shape) for u, leaf in zip(parts, leaves, strict=True)]
        return {name: np.asarray(value) for name, value in pull(tree.unflatten(shaped))[0].items()}

    with _float64(jax):
        return check(forward, backward, point, mode=mode, seed=seed, wrt=real)


def _import_jax() -> Any:
    try:
        return importlib.import_module("jax")
    except ImportError as error:
        raise GradcheckError("check_jax needs JAX: pip install jax") from error


def _float64(jax: Any) -> Any:
    """The context in which JAX computes in float64; it moved out of jax.experimental in 2025."""
    if hasattr(jax, "enable_x64"):
        return jax.enable_x64(True)
    return importlib.import_module("jax.experimental").enable_x64()


def _as_input(value: Any) -> Any:
    """Real arrays in float64; whole numbers and what is no array as they are."""
    if isinstance(value, float) or (hasattr(value, "dtype") and np.asarray(value).dtype.kind == "f"):
        return np.asarray(value, dtype=np.float64)
    return np.asarray(value) if hasattr(value, "dtype") else value


def _give(jax: Any, value: Any) -> Any:
    return jax.numpy.asarray(value) if isinstance(value, np.ndarray) else value
