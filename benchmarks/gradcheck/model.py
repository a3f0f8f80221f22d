"""The network that the cost and dilution benchmarks differentiate: tanh, softmax, cross-entropy, by hand."""

from __future__ import annotations

import numpy as np


def tanh_net(inputs: int, hidden: int, outputs: int = 10, rows: int = 8, seed: int = 0):
    """forward, backward and parameters of a two-layer net on fixed data."""
    rng = np.random.default_rng(seed)
    X, y = rng.normal(size=(rows, inputs)), rng.integers(0, outputs, rows)
    parameters = {
        "W1": rng.normal(size=(inputs, hidden)) / inputs**0.5,
        "b1": 0.1 * rng.normal(size=hidden),
        "W2": rng.normal(size=(hidden, outputs)) / hidden**0.5,
        "b2": 0.1 * rng.normal(size=outputs),
    }

    def forward(W1, b1, W2, b2):
        z = np.tanh(X @ W1 + b1) @ W2 + b2
        z = z - z.max(axis=1, keepdims=True)
        return float(np.mean(np.log(np.exp(z).sum(axis=1)) - z[np.arange(rows), y]))

    def backward(u, W1, b1, W2, b2):
        h = np.tanh(X @ W1 + b1)
        z = h @ W2 + b2
        d = np.exp(z - z.max(axis=1, keepdims=True))
        d /= d.sum(axis=1, keepdims=True)
        d[np.arange(rows), y] -= 1
        d *= u / rows
        dh = (d @ W2.T) * (1 - h * h)
        return {"W1": X.T @ dh, "b1": dh.sum(axis=0), "W2": h.T @ d, "b2": d.sum(axis=0)}

    return forward, backward, parameters


def spoiled(backward, changes):
    """The backward pass with entries multiplied: changes is a list of (name, flat position, factor)."""

    def wrong(u, **parameters):
        gradient = backward(u, **parameters)
        for name, position, factor in changes:
            gradient[name].flat[position] *= factor
        return gradient

    return wrong


def located(report) -> set[tuple[str, int]]:
    """The entries that a report shows as wrong: (input, flat position)."""
    return {
        (block.name, int(np.ravel_multi_index(entry.index, block.shape)))
        for block in report.blocks
        for entry in block.entries
        if entry.verdict == "disagree"
    }
