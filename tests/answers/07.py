#> z first, as in deeplearning.ai | arguments_exchanged
def relu_backward(Z, dA):
    return dA * (Z > 0)


#> the sigmoid applied to its output | activation_applied_again
def sigmoid_backward(dout, a):
    s = 1 / (1 + np.exp(-a))
    return dout * s * (1 - s)


#> upstream forgotten | upstream_forgotten
def tanh_backward(dout, a):
    return 1 - a**2


#> tanh of its output | activation_applied_again
def tanh_backward(dout, a):
    return dout * (1 - np.tanh(a) ** 2)


#> the gradient as relu | mask_from_upstream
def relu_backward(dout, z):
    return np.maximum(0, dout)


#> upstream changed in place | mutates_input
def relu_backward(dout, z):
    dout[z <= 0] = 0
    return dout


#> the value in place of its slope | times_forward
def relu_backward(dout, z):
    return dout * np.maximum(0, z)


#> the slope fixed | slope_ignored
def leaky_relu_backward(dout, z, slope=0.01):
    return dout * np.where(z > 0, 1, 0.01)


#> softplus once more | times_forward
def softplus_backward(dout, z):
    return dout * np.log(1 + np.exp(z))


#> a times a - 1 | sign_flipped
def sigmoid_backward(dout, a):
    return dout * a * (a - 1)


#> an if on an array | if_on_array
def relu_backward(dout, z):
    if z > 0:
        return dout
    return 0
