"""A learner's layers in a known state, and their Sequential filled with layers that are none of those to be written."""

import numpy as np

# A layer by itself.


def start(learner, target, /, n_in, n_out, seed):
    layer = learner.Linear(n_in, n_out, np.random.default_rng(seed))
    return {"weight": layer.weight.data, "bias": layer.bias.data}


def with_state(learner, weight, bias):
    layer = learner.Linear(weight.shape[1], weight.shape[0], np.random.default_rng(0))
    for parameter, data in ((layer.weight, weight), (layer.bias, bias)):
        parameter.data, parameter.grad = data, np.zeros(data.shape)
    return layer


def forward(learner, target, /, weight, bias, x):
    return with_state(learner, weight, bias).forward(x)


def two_batches(learner, target, /, weight, bias, x1, d1, x2, d2):
    """dx of the second batch, and what both left in the gradients."""
    layer = with_state(learner, weight, bias)
    layer.forward(x1)
    layer.backward(d1)
    layer.forward(x2)
    dx = layer.backward(d2)
    return None if dx is None else {"dx": dx, "dweight": layer.weight.grad, "dbias": layer.bias.grad}


def activation(learner, target, /, z1, z2, dout):
    layer = getattr(learner, target)()
    layer.forward(z1)
    out = layer.forward(z2)
    return None if out is None else {"out": out, "dx": layer.backward(dout)}


# A network of other layers.


class Stretch:
    """out[:, j] = x[:, j % n] * weight[j] + bias[j]."""

    def __init__(self, n, weight, bias):
        self.n, self.weight, self.bias = n, weight, bias
        self.columns = np.arange(len(weight.data)) % n

    def forward(self, x):
        if np.shape(x)[1:] != (self.n,):
            raise ValueError(f"a layer for rows of {self.n} numbers is given the shape {np.shape(x)}")
        self.x = x[:, self.columns]
        return self.x * self.weight.data + self.bias.data

    def backward(self, dout):
        if np.shape(dout) != self.x.shape:
            raise ValueError(f"a layer with an output of shape {self.x.shape} is given dout of shape {np.shape(dout)}")
        self.weight.grad = self.weight.grad + (dout * self.x).sum(axis=0)
        self.bias.grad = self.bias.grad + dout.sum(axis=0)
        dx = np.zeros((len(dout), self.n))
        np.add.at(dx.T, self.columns, (dout * self.weight.data).T)
        return dx

    def parameters(self):
        return [self.weight, self.bias]


class Bend:
    """x + sin(2x)/3."""

    def forward(self, x):
        self.x = x
        return x + np.sin(2 * x) / 3

    def backward(self, dout):
        return dout * (1 + 2 * np.cos(2 * self.x) / 3)

    def parameters(self):
        return []


def network(learner, widths, state):
    """The learner's Sequential of a Stretch for rows of each width, a Bend where it is None; and these layers."""
    layers = []
    for place, width in enumerate(widths):
        if width is None:
            layers.append(Bend())
            continue
        made = []
        for name in ("weight", "bias"):
            parameter = learner.Parameter(0.0)
            parameter.data = state[f"{place}.{name}"]
            parameter.grad = np.zeros(parameter.data.shape)
            made.append(parameter)
        layers.append(Stretch(width, *made))
    return learner.Sequential(*layers), layers


def by_name(layers):
    """The layers' own Parameters under their names."""
    parts = ("weight", "bias")
    return {
        f"{i}.{part}": getattr(one, part) for i, one in enumerate(layers) if hasattr(one, "weight") for part in parts
    }


def both_ways(learner, target, /, widths, state, x, dout):
    net, layers = network(learner, widths, state)
    out = net.forward(x)
    if out is None:
        return None
    dx = net.backward(dout)
    return {"out": out, "dx": dx, **{f"{name}.grad": one.grad for name, one in by_name(layers).items()}}


def listed(learner, target, /, widths, state):
    """What parameters returns, each object by its name."""
    net, layers = network(learner, widths, state)
    known = by_name(layers)
    returned = net.parameters()
    return [named(one, known) for one in returned] if isinstance(returned, (list, tuple)) else returned


def named(thing, known):
    if isinstance(thing, (list, tuple)):
        return [named(one, known) for one in thing]
    for name, parameter in known.items():
        if thing is parameter:
            return name
        if thing is parameter.data:
            return f"the array of {name}"
        if hasattr(thing, "grad") and np.array_equal(thing.data, parameter.data):
            return f"a copy of {name}"
    return f"a {type(thing).__name__}"


def cleared(learner, target, /, widths, state, grads):
    net, layers = network(learner, widths, state)
    known = by_name(layers)
    for name, parameter in known.items():
        parameter.grad = grads[name].copy()
    net.zero_grad()
    return {
        "grads": {name: parameter.grad for name, parameter in known.items()},
        "data": {name: parameter.data for name, parameter in known.items()},
    }


def saved(learner, target, /, widths, state):
    """The keys and arrays of state_dict, and the arrays again after 1 was added to all parameters in place."""
    net, layers = network(learner, widths, {name: data.copy() for name, data in state.items()})
    got = net.state_dict()
    if not isinstance(got, dict):
        return got
    arrays = [np.array(value) if isinstance(value, np.ndarray) else value for value in got.values()]
    add_one(layers)
    return {"keys": list(got), "arrays": arrays, "later": list(got.values())}


def add_one(layers):
    for parameter in by_name(layers).values():
        parameter.data += 1


def loaded(learner, target, /, widths, state, other, x):
    """The network's output with the other state, which Parameters are still the same, and that state after 1 was added."""
    net, layers = network(learner, widths, {name: data.copy() for name, data in state.items()})
    before = by_name(layers)
    net.load_state_dict(other)
    same = {name: one is before[name] for name, one in by_name(layers).items()}
    out = x
    for layer in layers:
        out = layer.forward(out)
    add_one(layers)
    return {"out": out, "same_objects": same, "state_after": other}


# The learner's own layers in the learner's own network, for the run beside PyTorch.


def own_network(learner, target, /, state, x, dout):
    rng = np.random.default_rng(0)
    first, second = learner.Linear(3, 5, rng), learner.Linear(5, 4, rng)
    net = learner.Sequential(first, learner.Sigmoid(), second, learner.ReLU())
    net.load_state_dict(state)
    net.zero_grad()
    out = net.forward(x)
    dx = net.backward(dout)
    linears = {"0": first, "2": second}
    grads = {f"{i}.{part}.grad": getattr(one, part).grad for i, one in linears.items() for part in ("weight", "bias")}
    return {"state_dict": list(net.state_dict()), "out": out, "dx": dx, **grads}
