"""Exercise 60: networks as inputs, and maps that do one thing another way."""

from itertools import pairwise

import numpy as np

from grader.reference.theory.collapse import collapse


def linear(*sizes):
    """Layers of these sizes with normal weights and biases away from 0."""

    def inputs(rng):
        shapes = pairwise(sizes)
        drawn_layers = [
            (rng.normal(size=(n, m)), rng.uniform(0.3, 2.5, m) * rng.choice([-1.0, 1.0], m)) for n, m in shapes
        ]
        return {"layers": drawn_layers}

    return inputs


def half_open(*sizes):
    """x, and layers whose pre-activations at x have the signs +, -, +, ... and are at least 0.4 away from 0."""

    def inputs(rng):
        h = x = rng.normal(size=sizes[0])
        layers = []
        for n, m in pairwise(sizes):
            W = rng.normal(size=(n, m))
            z = rng.uniform(0.4, 2, m) * np.where(np.arange(m) % 2, -1.0, 1.0)
            layers.append((W, z - h @ W))
            h = np.maximum(z, 0)
        return {"x": x, "layers": layers}

    return inputs


# Wrong versions of collapse.


def folded(step):
    """The layers taken together by step(W, b, the next W, the next b)."""

    def version(layers):
        W, b = layers[0]
        for V, c in layers[1:]:
            W, b = step(W, b, V, c)
        return W, b

    return version


def part(place, version):
    return lambda **inputs: version(**inputs)[place]


# Wrong versions of local_map: which gates there are, and what they are applied to.


def gated(
    gate=lambda z: z > 0, at=lambda x: x, passes=lambda z: np.maximum(z, 0), b_too=True, hidden=slice(None), last=False
):
    """A local map with one thing done another way; `hidden` are the hidden layers whose gates are applied."""

    def version(x, layers):
        h, masks = at(x), []
        for W, b in layers:
            z = h @ W + b
            masks.append(gate(z))
            h = passes(z)
        applied = range(len(layers) - 1)[hidden]
        shut = [masks[k] if k in applied or (last and k == len(layers) - 1) else 1.0 for k in range(len(layers))]
        pairs = zip(layers, shut, strict=True)
        return collapse([(W * mask, b * mask if b_too else b) for (W, b), mask in pairs])

    return version


def value_at_x(x, layers):
    W, b = gated()(x, layers)
    return W, x @ W + b
