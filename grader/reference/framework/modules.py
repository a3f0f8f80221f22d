"""Layers as objects: forward keeps what backward needs, backward adds to the gradients of the parameters.

Weights are (out, in), as in torch.nn.Linear; examples are rows.

Sources: "Ravi, Building Simple Neural Networks": PyTorch NN Library; "Schniter, ECE 4300 unit 8 (2020)": 2) Construct
the network; "Introduction to Neural Networks II": the binary classification problem (class Net).
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Protocol

import numpy as np

from grader.arrays import ArrayLike
from grader.reference.activations import relu, relu_backward, sigmoid, sigmoid_backward
from grader.reference.floats import FloatArray, as_float

if TYPE_CHECKING:  # numpy.random is slow to import and needed for annotations only
    from numpy.random import Generator


class Parameter:
    """What is learnt: `data`, and `grad` of the same shape, which may be None where an optimiser allows it."""

    def __init__(self, data: ArrayLike) -> None:
        self.data: FloatArray = np.array(data, dtype=np.float64)
        self.grad: FloatArray | None = np.zeros_like(self.data)


class Layer(Protocol):
    """Anything that can stand in a Sequential; one with parameters carries them as `weight` and `bias`."""

    def forward(self, x: FloatArray) -> FloatArray:
        """The output for the input x."""
        ...

    def backward(self, dout: FloatArray) -> FloatArray:
        """The gradient by the input of the latest forward; adds to the gradients of the parameters."""
        ...

    def parameters(self) -> list[Parameter]:
        """The parameters, weight before bias."""
        ...


def add_gradient(parameter: Parameter, gradient: FloatArray) -> None:
    """Add to parameter.grad, where None counts as zeros."""
    parameter.grad = gradient.copy() if parameter.grad is None else parameter.grad + gradient


class Linear:
    """x @ weight.T + bias, both drawn from uniform(-k, k) with k = 1/sqrt(n_in), the weight first."""

    def __init__(self, n_in: int, n_out: int, rng: Generator) -> None:
        k = 1 / np.sqrt(n_in)
        self.weight = Parameter(rng.uniform(-k, k, (n_out, n_in)))
        self.bias = Parameter(rng.uniform(-k, k, n_out))

    def forward(self, x: ArrayLike) -> FloatArray:
        """(N, n_in) -> (N, n_out)."""
        self._x = as_float(x)
        return self._x @ self.weight.data.T + self.bias.data

    def backward(self, dout: ArrayLike) -> FloatArray:
        """dout (N, n_out) -> dx (N, n_in); adds the sums over the examples to both grads."""
        dout = as_float(dout)
        add_gradient(self.weight, dout.T @ self._x)
        add_gradient(self.bias, dout.sum(axis=0))
        return dout @ self.weight.data

    def parameters(self) -> list[Parameter]:
        """[weight, bias]."""
        return [self.weight, self.bias]


class Sigmoid:
    """1/(1 + e^-z), entry by entry."""

    def forward(self, z: ArrayLike) -> FloatArray:
        """Any shape -> the same shape."""
        self._a = sigmoid(z)
        return self._a

    def backward(self, dout: ArrayLike) -> FloatArray:
        """dout * a * (1 - a) with the output a of the latest forward."""
        return sigmoid_backward(dout, self._a)

    def parameters(self) -> list[Parameter]:
        """None."""
        return []


class ReLU:
    """max(0, z), entry by entry."""

    def forward(self, z: ArrayLike) -> FloatArray:
        """Any shape -> the same shape."""
        self._z = as_float(z)
        return relu(self._z)

    def backward(self, dout: ArrayLike) -> FloatArray:
        """dout where the latest z is positive, else 0."""
        return relu_backward(dout, self._z)

    def parameters(self) -> list[Parameter]:
        """None."""
        return []


class Sequential:
    """Layers one after the other."""

    def __init__(self, *layers: Layer) -> None:
        self.layers = layers

    def forward(self, x: ArrayLike) -> FloatArray:
        """The output of the last layer."""
        out = as_float(x)
        for layer in self.layers:
            out = layer.forward(out)
        return out

    def backward(self, dout: ArrayLike) -> FloatArray:
        """The gradient by x; every layer adds to the gradients of its parameters."""
        d = as_float(dout)
        for layer in reversed(self.layers):
            d = layer.backward(d)
        return d

    def parameters(self) -> list[Parameter]:
        """The layers' own Parameters, layer by layer."""
        return [parameter for layer in self.layers for parameter in layer.parameters()]

    def zero_grad(self) -> None:
        """Make every gradient an array of zeros."""
        for parameter in self.parameters():
            parameter.grad = np.zeros_like(parameter.data)

    def _by_name(self) -> dict[str, Parameter]:
        """Every Parameter under its name, such as "2.weight", in the order of `parameters`."""
        return {
            f"{place}.{name}": parameter
            for place, layer in enumerate(self.layers)
            for name, parameter in zip(("weight", "bias"), layer.parameters(), strict=False)
        }

    def state_dict(self) -> dict[str, FloatArray]:
        """A copy of every Parameter's data under its name."""
        return {name: parameter.data.copy() for name, parameter in self._by_name().items()}

    def load_state_dict(self, state: Mapping[str, ArrayLike]) -> None:
        """Put copies of the arrays into the existing Parameters, by name. Raises KeyError where a name is missing."""
        for name, parameter in self._by_name().items():
            parameter.data = np.array(state[name], dtype=np.float64)
