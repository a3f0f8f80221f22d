"""PyTorch: the gradient that autograd (or a torch.autograd.Function of yours) returns, beside measured slopes."""

from __future__ import annotations

import copy
import importlib
from collections.abc import Callable, Mapping
from typing import Any

import numpy as np

from grader.gradcheck.adapters.naming import NamedInputs, is_nested, name_inputs, output_arrays
from grader.gradcheck.errors import GradcheckError
from grader.gradcheck.local import check
from grader.gradcheck.report import GradientReport, Mode


def check_torch(function: Any, inputs: Any, *, mode: Mode = "full", seed: int = 0) -> GradientReport:
    """Check the gradients of a PyTorch function or module.

    function: takes tensors and returns a tensor, or a tuple or dict of them, nested ones too (an LSTM's states); a
    torch.nn.Module is checked with respect to its parameters too, on a copy in float64. inputs: one tensor, several, or
    a dict by name, each also a dict, list or tuple of tensors; float tensors are differentiated in float64, others
    (labels, indices) are passed on. mode and seed as for `check`.
    Raises GradcheckError where torch is not installed, and as `check` does.
    """
    torch = _import_torch()
    named = name_inputs(function.forward if isinstance(function, torch.nn.Module) else function, inputs)
    point = {name: _as_input(torch, value) for name, value in named.flat.items()}
    call: Callable[..., Any] = function
    parameters: dict[str, Any] = {}
    if isinstance(function, torch.nn.Module):
        call, parameters = _functional(torch, function)
    if twice := sorted(set(parameters) & set(point)):
        raise GradcheckError(f"{twice[0]} is the name of an input and of a parameter: pass the inputs as a tuple")
    adapter = _Torch(torch, call, named)
    wrt = [name for name, value in {**point, **parameters}.items() if _is_real(value)]
    return check(adapter.forward, adapter.backward, {**point, **parameters}, mode=mode, seed=seed, wrt=wrt)


def _import_torch() -> Any:
    try:
        return importlib.import_module("torch")
    except ImportError as error:
        raise GradcheckError("check_torch needs PyTorch: pip install torch") from error


def _as_input(torch: Any, value: Any) -> Any:
    """A tensor as an array: of float64 where it is real, as it is otherwise; what is no tensor is passed on."""
    if not isinstance(value, torch.Tensor):
        return np.asarray(value, dtype=np.float64) if isinstance(value, float) else value
    array = value.detach().cpu().numpy()
    return array.astype(np.float64) if array.dtype.kind == "f" else array.copy()


def _is_real(value: Any) -> bool:
    return isinstance(value, np.ndarray) and value.dtype.kind == "f"


def _functional(torch: Any, module: Any) -> tuple[Callable[..., Any], dict[str, Any]]:
    """A module as a function of its inputs and its parameters; its buffers are the same for every call."""
    double = copy.deepcopy(module).double().cpu()
    buffers = {name: value.clone() for name, value in double.named_buffers()}
    parameters = {name: value.detach().numpy().copy() for name, value in double.named_parameters()}

    def call(*args: Any, parameters: Mapping[str, Any], **options: Any) -> Any:
        state = {**parameters, **{name: value.clone() for name, value in buffers.items()}}
        return torch.func.functional_call(double, state, args, options)

    return call, parameters


class _Torch:
    """A function of tensors as a forward and a backward pass of arrays."""

    def __init__(self, torch: Any, function: Callable[..., Any], named: NamedInputs) -> None:
        self.torch, self.function, self.named = torch, function, named

    def forward(self, **point: Any) -> Any:
        with self.torch.no_grad():
            return _map(self._call(self._tensors(point, False)), lambda tensor: tensor.detach().cpu().numpy())

    def backward(self, upstream: Any, **point: Any) -> dict[str, Any]:
        tensors = self._tensors(point, True)
        with self.torch.enable_grad():
            outputs = output_arrays(self._call(tensors))
        pairs = [
            (out, self.torch.as_tensor(np.asarray(u), dtype=out.dtype).reshape(out.shape))
            for out, u in zip(outputs, output_arrays(upstream), strict=True)
            if out.requires_grad
        ]
        wanted = {name: t for name, t in tensors.items() if isinstance(t, self.torch.Tensor) and t.requires_grad}
        if not pairs:
            return {name: np.zeros(tuple(tensor.shape)) for name, tensor in wanted.items()}
        gradients = self.torch.autograd.grad(
            [out for out, _ in pairs], list(wanted.values()), [u for _, u in pairs], allow_unused=True
        )
        return {
            name: np.zeros(tuple(tensor.shape)) if gradient is None else gradient.detach().cpu().numpy()
            for (name, tensor), gradient in zip(wanted.items(), gradients, strict=True)
        }

    def _tensors(self, point: Mapping[str, Any], differentiate: bool) -> dict[str, Any]:
        return {
            name: self.torch.tensor(value, requires_grad=differentiate and _is_real(value))
            if isinstance(value, np.ndarray)
            else value
            for name, value in point.items()
        }

    def _call(self, tensors: Mapping[str, Any]) -> Any:
        rest = {name: tensor for name, tensor in tensors.items() if name not in self.named.flat}
        options: dict[str, Any] = {"parameters": rest} if rest else {}
        return self.named.call(self.function, tensors, **options)


def _map(output: Any, change: Callable[[Any], Any]) -> Any:
    if is_nested(output):
        return tuple(change(value) for value in output_arrays(output))
    if isinstance(output, Mapping):
        return {key: change(value) for key, value in output.items()}
    return tuple(change(value) for value in output) if isinstance(output, tuple | list) else change(output)
