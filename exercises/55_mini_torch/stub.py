"""55. Layers like in PyTorch.

Fill in the classes below Parameter, then run: nncli grade ex55_mini_torch.py
"""

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
        raise NotImplementedError

    def forward(self, x):
        """Return x @ weight.T + bias.

        x: float array (N, n_in). Returns a float array (N, n_out).
        """
        raise NotImplementedError

    def backward(self, dout):
        """Add to weight.grad and bias.grad; return the gradient with respect to x.

        dout: float array (N, n_out), the gradient with respect to the output of the
            latest forward.
        Returns a float array (N, n_in).
        """
        raise NotImplementedError

    def parameters(self):
        """Return the list [weight, bias]."""
        raise NotImplementedError


class Sigmoid:
    """A layer without parameters: 1/(1 + e^-z)."""

    def forward(self, z):
        """Return the sigmoid of a float array z of any shape."""
        raise NotImplementedError

    def backward(self, dout):
        """Return the gradient with respect to the latest z, in its shape."""
        raise NotImplementedError

    def parameters(self):
        """Return the empty list."""
        raise NotImplementedError


class ReLU:
    """A layer without parameters: max(0, z)."""

    def forward(self, z):
        """Return max(0, z) for a float array z of any shape, never exactly 0."""
        raise NotImplementedError

    def backward(self, dout):
        """Return the gradient with respect to the latest z, in its shape."""
        raise NotImplementedError

    def parameters(self):
        """Return the empty list."""
        raise NotImplementedError


class Sequential:
    """Layers, one after the other: objects with forward, backward and parameters."""

    def __init__(self, *layers):
        """Hold the layers, in order."""
        raise NotImplementedError

    def forward(self, x):
        """Pass the array x through all layers and return what the last one gives."""
        raise NotImplementedError

    def backward(self, dout):
        """Pass the array dout back through all layers.

        Returns the gradient with respect to the latest x.
        """
        raise NotImplementedError

    def parameters(self):
        """Return one list of the layers' own Parameters, weight before bias."""
        raise NotImplementedError

    def zero_grad(self):
        """Make every grad an array of zeros. Returns nothing."""
        raise NotImplementedError

    def state_dict(self):
        """Return a dict: "i.weight" and "i.bias" of the layer at place i -> copies."""
        raise NotImplementedError

    def load_state_dict(self, state):
        """Copy the arrays of a dict as above into data of the existing Parameters.

        Raises KeyError where a name is missing. Returns nothing.
        """
        raise NotImplementedError
