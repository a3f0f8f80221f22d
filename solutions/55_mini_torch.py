"""Exercise 55, solved: layers as objects, a network as a list of them."""

import numpy as np


class Parameter:  # given
    """What is learnt: data, a float array, and grad, an array of the same shape."""

    def __init__(self, data):
        """Hold data; grad starts at zeros."""
        self.data = np.array(data, dtype=float)
        self.grad = np.zeros_like(self.data)


class Linear:
    """A layer with weight (n_out, n_in) and bias (n_out,), two Parameters."""

    def __init__(self, n_in, n_out, rng):
        """Draw weight, then bias, from rng.uniform(-k, k, shape), k = 1/sqrt(n_in)."""
        # n_in numbers are summed for each output, so n_in sets the range.
        k = 1 / np.sqrt(n_in)
        self.weight = Parameter(rng.uniform(-k, k, (n_out, n_in)))
        self.bias = Parameter(rng.uniform(-k, k, n_out))

    def forward(self, x):
        """Return x @ weight.T + bias.

        x: float array (N, n_in). Returns a float array (N, n_out).
        """
        self.x = x  # backward needs it; stored anew at every call
        return x @ self.weight.data.T + self.bias.data

    def backward(self, dout):
        """Add to weight.grad and bias.grad; return the gradient with respect to x.

        dout: float array (N, n_out), the gradient with respect to the output of the
            latest forward.
        Returns a float array (N, n_in).
        """
        # Each gradient has the shape of its parameter: (n_out, N) @ (N, n_in).
        # += leaves there what earlier batches added, until zero_grad.
        self.weight.grad += dout.T @ self.x
        self.bias.grad += dout.sum(axis=0)  # the bias was used in every example
        return dout @ self.weight.data

    def parameters(self):
        """Return the list [weight, bias]."""
        return [self.weight, self.bias]


class Sigmoid:
    """A layer without parameters: 1/(1 + e^-z)."""

    def forward(self, z):
        """Return the sigmoid of a float array z of any shape."""
        self.a = 1 / (1 + np.exp(-z))
        return self.a

    def backward(self, dout):
        """Return the gradient with respect to the latest z, in its shape."""
        return dout * self.a * (1 - self.a)  # the slope, written with the output

    def parameters(self):
        """Return the empty list."""
        return []


class ReLU:
    """A layer without parameters: max(0, z)."""

    def forward(self, z):
        """Return max(0, z) for a float array z of any shape, never exactly 0."""
        self.positive = z > 0
        return z * self.positive

    def backward(self, dout):
        """Return the gradient with respect to the latest z, in its shape."""
        return dout * self.positive  # z decides who passes, whatever dout's sign

    def parameters(self):
        """Return the empty list."""
        return []


class Sequential:
    """Layers, one after the other: objects with forward, backward and parameters."""

    def __init__(self, *layers):
        """Hold the layers, in order."""
        self.layers = layers

    def forward(self, x):
        """Pass the array x through all layers and return what the last one gives."""
        for layer in self.layers:
            x = layer.forward(x)
        return x

    def backward(self, dout):
        """Pass the array dout back through all layers.

        Returns the gradient with respect to the latest x.
        """
        # The last layer hears of dout first; what it returns is the dout of the
        # layer before it.
        for layer in reversed(self.layers):
            dout = layer.backward(dout)
        return dout

    def parameters(self):
        """Return one list of the layers' own Parameters, weight before bias."""
        return [parameter for layer in self.layers for parameter in layer.parameters()]

    def zero_grad(self):
        """Make every grad an array of zeros. Returns nothing."""
        for parameter in self.parameters():
            parameter.grad = np.zeros_like(parameter.data)

    def named_parameters(self):
        """Yield (name, Parameter) in the order of parameters, as PyTorch does."""
        # enumerate counts every layer, also those that have nothing to learn.
        for i, layer in enumerate(self.layers):
            if layer.parameters():
                yield f"{i}.weight", layer.weight
                yield f"{i}.bias", layer.bias

    def state_dict(self):
        """Return a dict: "i.weight" and "i.bias" of the layer at place i -> copies."""
        # Without .copy() the saved state would go on changing with the network.
        return {name: p.data.copy() for name, p in self.named_parameters()}

    def load_state_dict(self, state):
        """Copy the arrays of a dict as above into data of the existing Parameters.

        Raises KeyError where a name is missing. Returns nothing.
        """
        for name, parameter in self.named_parameters():
            # The Parameter stays, since an optimiser may hold it; its data is new,
            # since the state may be loaded elsewhere too.
            parameter.data = state[name].copy()
