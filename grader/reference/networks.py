"""Networks: any number of layers, two layers in matrices, a network that learns, and a network of steps.

Sources: "Introduction to Neural Networks II": the feedforward slides, the example F(x) and its Cost, The
approximation power of neural networks; "Schniter, ECE 4300 unit 8 (2020)": General structure of feed-forward neural
network, Summary of forward and backward passes, Dealing with data that is not linearly separable, PyTorch recipe,
Application to MNIST.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Any, Final, TypeAlias

import numpy as np

from grader.arrays import ArrayLike, NDArray
from grader.reference.activations import log_softmax, sigmoid, sigmoid_backward, softmax
from grader.reference.data import epoch_mean, minibatches
from grader.reference.floats import FloatArray, as_float
from grader.reference.layers import (
    AffineCache,
    AffineReluCache,
    affine_backward,
    affine_forward,
    affine_relu_backward,
    affine_relu_forward,
)
from grader.reference.losses import bce_with_logits
from grader.reference.optimisers import adam

if TYPE_CHECKING:  # numpy.random is slow to import and needed for annotations only
    from numpy.random import Generator

Params: TypeAlias = Sequence[tuple[ArrayLike, ArrayLike]]
Named: TypeAlias = dict[str, FloatArray]

# Any number of layers. In feedforward columns are examples and W is (n_out, n_in).


def feedforward(x: ArrayLike, params: Params, g: Callable[[FloatArray], FloatArray]) -> FloatArray:
    """a = g(W a + b) for every (W, b) of params in order; x (n_in,) or (n_in, N) -> (n_last,) or (n_last, N)."""
    a = as_float(x)
    for W, b in params:
        column = as_float(b) if a.ndim == 1 else as_float(b)[:, None]
        a = g(as_float(W) @ a + column)
    return a


def count_parameters(params: Params) -> int:
    """The number of entries of all W and b."""
    return sum(np.size(W) + np.size(b) for W, b in params)


# Any number of layers with their gradients. Rows are examples, w is (in, out); ReLU between layers, scores at the end.


def mlp_forward(x: ArrayLike, params: Params) -> tuple[FloatArray, tuple[list[AffineReluCache], AffineCache]]:
    """x (N, D), params one (w, b) for each layer, at least one -> (scores (N, C), cache)."""
    *hidden, (w_last, b_last) = params
    out, caches = as_float(x), []
    for w, b in hidden:
        out, cache = affine_relu_forward(out, w, b)
        caches.append(cache)
    scores, last = affine_forward(out, w_last, b_last)
    return scores, (caches, last)


def mlp_backward(
    dout: ArrayLike, cache: tuple[list[AffineReluCache], AffineCache]
) -> tuple[FloatArray, list[tuple[FloatArray, FloatArray]]]:
    """dout (N, C) with respect to the scores -> (dx (N, D), one (dw, db) for each layer, in the order of params)."""
    caches, last = cache
    dx, dw, db = affine_backward(dout, last)
    grads = [(dw, db)]
    for hidden in reversed(caches):
        dx, dw, db = affine_relu_backward(dx, hidden)
        grads.append((dw, db))
    return dx, grads[::-1]


# Two layers in matrices. Rows are examples, weights are (out, in) as in PyTorch, J is a sum over the batch.


def two_layer_forward(X: ArrayLike, Y: ArrayLike, p: Mapping[str, ArrayLike]) -> tuple[float, Named]:
    """X (B, d), Y (B, dO) rows of probabilities, p "WH" (dH, d), "bH" (dH,), "WO" (dO, dH), "bO" (dO,) -> (J, cache).

    J is the sum of the softmax cross-entropies; cache holds "X", "Y", "ZH" (B, dH), "UH" (B, dH), "ZO" (B, dO).
    """
    X, Y = as_float(X), as_float(Y)
    ZH = X @ as_float(p["WH"]).T + as_float(p["bH"])
    UH = sigmoid(ZH)
    ZO = UH @ as_float(p["WO"]).T + as_float(p["bO"])
    return float(-(Y * log_softmax(ZO)).sum()), {"X": X, "Y": Y, "ZH": ZH, "UH": UH, "ZO": ZO}


def two_layer_backward(p: Mapping[str, ArrayLike], cache: Mapping[str, ArrayLike]) -> Named:
    """The gradients of J by "WH", "bH", "WO", "bO", in their shapes, from the five entries of the cache."""
    X, Y, UH, ZO = (as_float(cache[name]) for name in ("X", "Y", "UH", "ZO"))
    dZO = softmax(ZO) - Y
    dZH = sigmoid_backward(dZO @ as_float(p["WO"]), UH)
    return {"WH": dZH.T @ X, "bH": dZH.sum(axis=0), "WO": dZO.T @ UH, "bO": dZO.sum(axis=0)}


# A network that learns.


class TwoLayerNet:
    """Two sigmoid layers for two classes; params as in two_layer_forward with one output."""

    def __init__(self, n_in: int, n_hidden: int, rng: Generator) -> None:
        self.params: Named = {
            "WH": rng.normal(size=(n_hidden, n_in)),  # random: equal rows would get equal gradients and stay equal
            "bH": np.zeros(n_hidden),
            "WO": 0.5 * rng.normal(size=(1, n_hidden)),
            "bO": np.zeros(1),
        }

    def _scores(self, X: ArrayLike) -> tuple[FloatArray, FloatArray]:
        """X (N, n_in) -> (scores (N,), hidden activations (N, n_hidden))."""
        p = self.params
        UH = sigmoid(as_float(X) @ p["WH"].T + p["bH"])
        return (UH @ p["WO"].T + p["bO"])[:, 0], UH

    def loss(self, X: ArrayLike, y: ArrayLike) -> tuple[float, Named]:
        """X (N, n_in), y (N,) of 0 and 1 -> (J, grads): the mean cross-entropy and its gradients, named like params."""
        z, UH = self._scores(X)
        J, dz = bce_with_logits(z, y)
        dZO = dz[:, None]
        dZH = sigmoid_backward(dZO @ self.params["WO"], UH)
        return J, {"WH": dZH.T @ as_float(X), "bH": dZH.sum(axis=0), "WO": dZO.T @ UH, "bO": dZO.sum(axis=0)}

    def predict(self, X: ArrayLike) -> NDArray[np.int64]:
        """(N,): 1 where the score is positive, else 0."""
        return (self._scores(X)[0] > 0).astype(np.int64)

    def fit(self, X: ArrayLike, y: ArrayLike, epochs: int, batch_size: int, lr: float, rng: Generator) -> list[float]:
        """Train with Adam, one update for each batch; changes params and returns the mean loss of each epoch."""
        start = {"learning_rate": lr, "beta1": 0.9, "beta2": 0.999, "epsilon": 1e-8}
        configs: dict[str, dict[str, Any]] = {name: start for name in self.params}
        history = []
        for _ in range(epochs):
            losses, sizes = [], []
            for xb, yb in minibatches(X, y, batch_size, rng):
                J, grads = self.loss(xb, yb)
                for name, dw in grads.items():
                    self.params[name], configs[name] = adam(self.params[name], dw, configs[name])
                losses.append(J)
                sizes.append(len(xb))
            history.append(epoch_mean(losses, sizes))
        return history


def decision_grid(
    predict: Callable[[FloatArray], ArrayLike], x0_range: tuple[float, float], x1_range: tuple[float, float], n: int
) -> FloatArray:
    """predict: (K, 2) -> (K,), at n by n points -> (n, n); x0 runs along columns, x1 along rows, ends included."""
    return as_float(predict(grid_points(x0_range, x1_range, n))).reshape(n, n)


def grid_points(x0_range: tuple[float, float], x1_range: tuple[float, float], n: int) -> FloatArray:
    """The n * n points (x0, x1) of a grid with both ends, (n * n, 2); x0 runs fastest."""
    x0, x1 = np.meshgrid(np.linspace(*x0_range, n), np.linspace(*x1_range, n))
    return np.column_stack([x0.ravel(), x1.ravel()])


def hidden_maps(
    params: Mapping[str, ArrayLike], x0_range: tuple[float, float], x1_range: tuple[float, float], n: int
) -> FloatArray:
    """What each of h hidden units gives on the grid of decision_grid: "WH" (h, 2), "bH" (h,) -> (h, n, n)."""
    WH, bH = as_float(params["WH"]), as_float(params["bH"])
    return sigmoid(grid_points(x0_range, x1_range, n) @ WH.T + bH).T.reshape(len(WH), n, n)


MNIST: Final = {  # 784 inputs, 100 hidden, 10 outputs; 50,000 examples in batches of 100; ten equal probabilities
    "parameters": 784 * 100 + 100 + 100 * 10 + 10,
    "updates_per_epoch": 50_000 // 100,
    "loss_at_start": math.log(10),
}


# A network of steps.


def network(x: ArrayLike, v: ArrayLike, w: ArrayLike, b: ArrayLike) -> FloatArray:
    """sum_i v_i step(w_i x + b_i), with step(t) = 1 for t >= 0, else 0; x (M,), v, w, b (N,) -> (M,)."""
    on = np.outer(as_float(x), as_float(w)) + as_float(b) >= 0
    return on @ as_float(v)


def bump(x: ArrayLike, a: float, b: float) -> FloatArray:
    """1 between a and b, 0 outside, for a < b and x (M,): one step up at a, one down at b, less the 1 they share."""
    return network(x, [1, 1], [1, -1], [-a, b]) - 1


def staircase(f: Callable[[FloatArray], ArrayLike], N: int) -> tuple[FloatArray, FloatArray, FloatArray]:
    """(v, w, b), each (N,): a network with f's value at the middle of each of N equal pieces of [0, 1].

    With S the largest |f'|, the network is nowhere further than S/(2N) from f.
    """
    left_edges = np.arange(N) / N
    heights = as_float(f((np.arange(N) + 0.5) / N))
    return np.diff(heights, prepend=0.0), np.ones(N), -left_edges
