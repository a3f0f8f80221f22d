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
