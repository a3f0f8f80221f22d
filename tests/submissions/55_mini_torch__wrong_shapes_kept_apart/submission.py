"""The bias is a row, gradients are stored elsewhere, and the network's lists have other forms."""

import numpy as np


class Parameter:
    def __init__(self, data):
        self.data = np.array(data, dtype=float)
        self.grad = np.zeros_like(self.data)


class Linear:
    def __init__(self, n_in, n_out, rng):
        self.weight = Parameter(rng.normal(size=(n_out, n_in)) / np.sqrt(n_in))
        self.bias = Parameter(np.zeros((1, n_out)))

    def forward(self, x):
        self.x = x
        return x @ self.weight.data + self.bias.data

    def backward(self, dout):
        self.dweight = dout.T @ self.x
        self.dbias = dout.sum(axis=0)
        return dout @ self.weight.data

    def parameters(self):
        return [self.weight, self.bias]


class Sigmoid:
    def forward(self, z):
        self.z = z
        return 1 / (1 + np.exp(-z))

    def backward(self, dout):
        return dout * self.z * (1 - self.z)

    def parameters(self):
        return []


class ReLU:
    def forward(self, z):
        self.z = z
        z[z < 0] = 0
        return z

    def backward(self, dout):
        dout[self.z <= 0] = 0
        return dout

    def parameters(self):
        return []


class Sequential:
    def __init__(self, *layers):
        self.layers = layers

    def forward(self, x):
        for layer in self.layers:
            x = layer.forward(x)

    def backward(self, dout):
        for layer in self.layers[::-1]:
            layer.backward(dout)

    def parameters(self):
        for layer in self.layers:
            yield from layer.parameters()

    def zero_grad(self):
        for p in self.parameters():
            p.grad = 0.0

    def state_dict(self):
        return {f"layer{i}": [p.data.copy() for p in layer.parameters()] for i, layer in enumerate(self.layers)}

    def load_state_dict(self, state):
        for i, layer in enumerate(self.layers):
            for p, data in zip(layer.parameters(), state[f"layer{i}"]):
                p.data = data.copy()
