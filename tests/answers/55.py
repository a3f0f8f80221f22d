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
