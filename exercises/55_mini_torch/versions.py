"""Exercise 55: the networks of the cases, and the right answer as classes driven by the exercise's own probe."""

import numpy as np

from grader.exercise.spec import ProbeDriver
from grader.reference.framework import modules
from grader.reference.framework.modules import Sequential

RIGHT = ProbeDriver(
    __file__,
    Parameter=modules.Parameter,
    Linear=modules.Linear,
    Sigmoid=modules.Sigmoid,
    ReLU=modules.ReLU,
    Sequential=Sequential,
)
SEVERAL_SIZES = ((3, 5), None, (5, 4), None, (4, 2))  # a Stretch with these widths, or a Bend
ONE_SIZE = (None, (3, 3), None, (3, 3))


def drawn_away(rng, shape):
    return rng.uniform(0.3, 2.5, shape) * rng.choice([-1.0, 1.0], shape)


def state_of(layers, rng):
    """The weights and biases of a network, by name."""
    names = [(f"{i}.{part}", layer[1]) for i, layer in enumerate(layers) if layer for part in ("weight", "bias")]
    return {name: drawn_away(rng, m) for name, m in names}


def network(layers, rng):
    return {"widths": [layer and layer[0] for layer in layers], "state": state_of(layers, rng)}


def alone(layers):
    return lambda rng: network(layers, rng)


def both_ways(layers, N):
    """A network with x and dout."""

    def inputs(rng):
        drawn, (first, *_, last) = network(layers, rng), [layer for layer in layers if layer]
        return {**drawn, "x": rng.normal(size=(N, first[0])), "dout": rng.normal(size=(N, last[1]))}

    return inputs


def with_gradients(layers):
    def inputs(rng):
        drawn = network(layers, rng)
        return {**drawn, "grads": {name: drawn_away(rng, data.shape) for name, data in drawn["state"].items()}}

    return inputs


def with_another_state(layers, N, without=()):
    """A network, the state of a second one with its names from last to first, and x."""

    def inputs(rng):
        drawn, other = network(layers, rng), state_of(layers, rng)
        width = next(layer[0] for layer in layers if layer)
        backwards = {name: other[name] for name in reversed(other) if name not in without}
        return {**drawn, "other": backwards, "x": rng.normal(size=(N, width))}

    return inputs


# The slope of a network's output, in the direction dout, by x and by each weight and bias.


def flat(widths, state, x, dout):
    return {"widths": widths, "x": x, "dout": dout, **{name.replace(".", " "): data for name, data in state.items()}}


def along_dout(widths, x, dout, **state):
    named = {name.replace(" ", "."): data for name, data in state.items()}
    return np.sum(dout * RIGHT.version("both_ways")(widths=widths, state=named, x=x, dout=dout)["out"])


WITH_RESPECT_TO = {f"{i}.{part}.grad": f"{i} {part}" for i in range(5) for part in ("weight", "bias")}


# Wrong versions.


def start(
    shape=lambda n_in, n_out: (n_out, n_in),
    bound=lambda n_in, n_out: n_in,
    drawn=lambda rng, k, shape: rng.uniform(-k, k, shape),
):
    """A fresh Linear, drawn another way."""

    def version(n_in, n_out, seed):
        rng, k = np.random.default_rng(seed), 1 / np.sqrt(bound(n_in, n_out))
        return {"weight": drawn(rng, k, shape(n_in, n_out)), "bias": rng.uniform(-k, k, n_out)}

    return version


def first_input_kept(weight, bias, x1, d1, x2, d2):
    return {"dx": d2 @ weight, "dweight": (d1 + d2).T @ x1, "dbias": d1.sum(axis=0) + d2.sum(axis=0)}


def backward_by(run):
    """A Sequential whose backward is run(layers, dout)."""
    wrong = type("Wrong", (Sequential,), {"backward": lambda self, dout: run(self.layers, dout)})
    return RIGHT.version("both_ways", Sequential=wrong)


def passed_on(layers, dout):
    for layer in layers:
        dout = layer.backward(dout)
    return dout


def same_for_all(layers, dout):
    return [layer.backward(dout) for layer in reversed(layers)][-1]


def by_layer(widths, state):
    """The names of the Parameters, in a list for each layer."""
    return [[] if width is None else [f"{i}.weight", f"{i}.bias"] for i, width in enumerate(widths)]


def without_gaps(widths, state):
    return [f"{i // 2}.{name.partition('.')[2]}" for i, name in enumerate(state)]


def names_repeat(widths, state):
    *_, weight, bias = state.values()
    return {"keys": ["weight", "bias"], "arrays": [weight, bias], "later": [weight, bias]}


def loading(load):
    """A Sequential whose load_state_dict is load(its Parameters by name, state)."""
    wrong = type("Wrong", (Sequential,), {"load_state_dict": lambda self, state: load(self._by_name(), state)})
    return RIGHT.version("loaded", Sequential=wrong)


def by_position(known, state):
    for parameter, data in zip(known.values(), state.values(), strict=False):
        parameter.data = data.copy()


def not_copied(known, state):
    for name, parameter in known.items():
        parameter.data = state[name]


def where_it_is_there(known, state):
    for name, parameter in known.items():
        parameter.data = state.get(name, parameter.data).copy()
