#> dweight transposed | shapes_do_not_fit
def backward(self, dout):
    self.weight.grad = self.weight.grad + (self.x.T @ dout)
    self.bias.grad = self.bias.grad + dout.sum(axis=0)
    return dout @ self.weight.data
Linear.backward = backward


#> zero_grad forgets the bias | nothing
def zero_grad(self):
    for p in self.parameters()[::2]:
        p.grad = np.zeros_like(p.data)
Sequential.zero_grad = zero_grad


#> layers in the forward order | forward_order
def backward(self, dout):
    for layer in self.layers:
        dout = layer.backward(dout)
    return dout
Sequential.backward = backward


#> relu passes its value | attribute_not_there
def backward(self, dout):
    return dout * self.out
ReLU.backward = backward


#> gradients overwritten, uniform bounds of another library | grad_overwritten, slope_of_input, state_shared
class Parameter:
    def __init__(self, data):
        self.data, self.grad = np.array(data, float), np.zeros_like(np.array(data, float))
class Linear:
    def __init__(self, n_in, n_out, rng):
        k = 1/np.sqrt(n_in)
        self.weight = Parameter(rng.uniform(-k, k, (n_out, n_in)))
        self.bias = Parameter(rng.uniform(-k, k, n_out))
    def forward(self, x):
        self.x = x
        return x @ self.weight.data.T + self.bias.data
    def backward(self, dout):
        self.weight.grad = dout.T @ self.x
        self.bias.grad = dout.sum(0)
        return dout @ self.weight.data
    def parameters(self):
        return [self.weight, self.bias]
class Sigmoid:
    def forward(self, x):
        self.x = x
        return 1/(1 + np.exp(-x))
    def backward(self, dout):
        return dout*self.x*(1 - self.x)
    def parameters(self): return []
class ReLU:
    def forward(self, x):
        self.mask = x > 0
        return np.where(self.mask, x, 0.0)
    def backward(self, dout):
        return np.where(self.mask, dout, 0.0)
    def parameters(self): return []
class Sequential:
    def __init__(self, *layers): self.layers = layers
    def forward(self, x):
        for l in self.layers: x = l.forward(x)
        return x
    def backward(self, d):
        for l in reversed(self.layers): d = l.backward(d)
        return d
    def parameters(self): return [p for l in self.layers for p in l.parameters()]
    def zero_grad(self):
        for p in self.parameters(): p.grad = np.zeros_like(p.data)
    def state_dict(self):
        out = {}
        for i, l in enumerate(self.layers):
            for n, p in zip(("weight", "bias"), l.parameters()): out[f"{i}.{n}"] = p.data
        return out
    def load_state_dict(self, state):
        for i, l in enumerate(self.layers):
            for n, p in zip(("weight", "bias"), l.parameters()): p.data = state[f"{i}.{n}"]


#> k without its root | root_missing
def init(self, n_in, n_out, rng):
    k = 1 / n_in
    self.weight = Parameter(rng.uniform(-k, k, (n_out, n_in)))
    self.bias = Parameter(rng.uniform(-k, k, n_out))
Linear.__init__ = init


#> a normal start | normal_weights
def init(self, n_in, n_out, rng):
    k = 1 / np.sqrt(n_in)
    self.weight = Parameter(k * rng.normal(size=(n_out, n_in)))
    self.bias = Parameter(rng.uniform(-k, k, n_out))
Linear.__init__ = init


#> 1 - a alone as the slope | output_left_out
Sigmoid.backward = lambda self, dout: dout * (1 - self.a)


#> Linear.forward: bias added twice, as one edit | term_too_many
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
        return x @ self.weight.data.T + 2 * self.bias.data

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


#> Linear.backward: bias grad += dout.sum(), as one edit | extra_sum
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
        self.bias.grad += dout.sum()  # the bias was used in every example
        return dout @ self.weight.data

    def parameters(self):
        """Return the list [weight, bias]."""
        return [self.weight, self.bias]


#> in-place zero_grad, einsum, reduce, written otherwise | right
from functools import reduce
class Linear(Linear):
    def forward(self, x):
        self.inp = x
        return np.einsum("ni,oi->no", x, self.weight.data) + self.bias.data
    def backward(self, dout):
        self.weight.grad = self.weight.grad + np.einsum("no,ni->oi", dout, self.inp)
        self.bias.grad = self.bias.grad + np.ones(len(dout)) @ dout
        return np.einsum("no,oi->ni", dout, self.weight.data)
class ReLU(ReLU):
    def forward(self, z):
        self.z = z.copy()
        return np.where(z > 0, z, 0)
    def backward(self, dout):
        return np.where(self.z > 0, dout, 0)
class Sequential(Sequential):
    def __init__(self, *layers):
        self.stack = list(layers)
        self.layers = layers
    def forward(self, x):
        return reduce(lambda a, l: l.forward(a), self.stack, x)
    def backward(self, dout):
        i = len(self.stack)
        while i:
            i -= 1
            dout = self.stack[i].backward(dout)
        return dout
    def parameters(self):
        return sum((l.parameters() for l in self.stack), [])
    def zero_grad(self):
        for p in self.parameters():
            p.grad[...] = 0
    def load_state_dict(self, state):
        for i, l in enumerate(self.stack):
            for n in ("weight", "bias"):
                if hasattr(l, n):
                    getattr(l, n).data[:] = state[f"{i}.{n}"]


#> names without gaps | key_not_there, numbered_without_gaps
class Sequential:

    def __init__(self, *layers):
        self.layers = layers

    def forward(self, x):
        for layer in self.layers:
            x = layer.forward(x)
        return x

    def backward(self, dout):
        for layer in reversed(self.layers):
            dout = layer.backward(dout)
        return dout

    def parameters(self):
        return [parameter for layer in self.layers for parameter in layer.parameters()]

    def zero_grad(self):
        for parameter in self.parameters():
            parameter.grad = np.zeros_like(parameter.data)

    def named_parameters(self):
        for i, layer in enumerate([l for l in self.layers if l.parameters()]):
            if layer.parameters():
                yield (f'{i}.weight', layer.weight)
                yield (f'{i}.bias', layer.bias)

    def state_dict(self):
        return {name: p.data.copy() for name, p in self.named_parameters()}

    def load_state_dict(self, state):
        for name, parameter in self.named_parameters():
            parameter.data = state[name].copy()
