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
#> every piece gets dout | all_pieces
def maxout_affine_backward(dout, x, W, b):
    g = np.repeat(dout[:, :, None], W.shape[2], axis=2)
    return np.einsum("nmk,dmk->nd", g, W), np.einsum("nd,nmk->dmk", x, g), g.sum(axis=0)


#> the mask of a relu as well | gate_of_relu
def maxout_affine_backward(dout, x, W, b):
    z = np.einsum("nd,dmk->nmk", x, W) + b
    g = dout[:, :, None] * (z == np.maximum(0, z.max(axis=2, keepdims=True)))
    return np.einsum("nmk,dmk->nd", g, W), np.einsum("nd,nmk->dmk", x, g), g.sum(axis=0)


#> dW and db divided by the number of examples | averaged
def maxout_affine_backward(dout, x, W, b):
    z = np.einsum("nd,dmk->nmk", x, W) + b
    g = dout[:, :, None] * (z == z.max(axis=2, keepdims=True))
    return np.einsum("nmk,dmk->nd", g, W), np.einsum("nd,nmk->dmk", x, g) / len(x), g.mean(axis=0)


#> the winner by argmax and one-hot | right
def maxout_affine_backward(dout, x, W, b):
    z = np.einsum("nd,dmk->nmk", x, W) + b
    g = dout[..., None] * np.eye(W.shape[2])[z.argmax(axis=2)]
    return np.tensordot(g, W, axes=([1, 2], [1, 2])), np.tensordot(x, g, axes=(0, 0)), g.sum(axis=0)


#> the largest number of all is the only winner | one_winner_of_all
def maxout_affine_backward(dout, x, W, b):
    z = np.einsum("nd,dmk->nmk", x, W) + b
    g = dout[:, :, None] * (z == np.max(z))
    return np.einsum("nmk,dmk->nd", g, W), np.einsum("nd,nmk->dmk", x, g), g.sum(axis=0)


#> sigmoid_backward takes z, tanh too, relu passes mask only | activation_applied_again, upstream_forgotten, wrong_where, argument_negated, selu_constants
def sigmoid_backward(dout, z):
    s = 1/(1+np.exp(-z))
    return dout*s*(1-s)
def tanh_backward(dout, z):
    return dout*(1-np.tanh(z)**2)
def relu_backward(dout, z):
    return (z > 0).astype(float)
def leaky_relu_backward(dout, z, slope=0.01):
    dx = dout.copy()
    dx[z < 0] = slope
    return dx
def softplus_backward(dout, z):
    return dout/(1+np.exp(z))
def selu_backward(dout, z):
    return dout*np.where(z > 0, 1.0507, 1.67326*np.exp(z))


#> relu in place on dout, order exchanged as in deeplearning.ai: relu_backward(Z, dA) | parameters_reordered, mutates_input, mask_from_upstream
def sigmoid_backward(a, dout):
    return dout*a*(1-a)
def tanh_backward(a, dout):
    return dout*(1-a*a)
def relu_backward(dout, z):
    dout[z <= 0] = 0
    return dout
def leaky_relu_backward(dout, z, slope=0.01):
    return np.where(dout > 0, dout, slope*dout)


#> maxout backward splits gradient to all pieces | averaged
def maxout_affine_backward(dout, x, W, b):
    z = np.einsum('nd,dmk->nmk', x, W) + b
    mask = z == z.max(axis=2, keepdims=True)
    dz = dout[:, :, None]*mask
    dW = np.einsum('nd,nmk->dmk', x, dz)
    db = dz.mean(axis=0)
    dx = np.einsum('nmk,dmk->nd', dz, W)
    return dx, dW, db


#> where and loops | right
def sigmoid_backward(dout, a):
    return dout*(a - a**2)
def tanh_backward(dout, a):
    return dout*(1-a)*(1+a)
def relu_backward(dout, z):
    out = np.zeros(z.shape)
    for i, v in np.ndenumerate(z):
        if v > 0:
            out[i] = dout[i]
    return out
def leaky_relu_backward(dout, z, slope=0.01):
    return np.choose(z > 0, [slope*dout, dout])
def softplus_backward(dout, z):
    return dout*(1+np.tanh(z/2))/2
def selu_backward(dout, z):
    return dout*1.0507*np.exp(np.minimum(z, 0))*np.where(z > 0, 1, 1.67326)
def maxout_affine_backward(dout, x, W, b):
    N, D = x.shape
    dx, dW, db = np.zeros(x.shape), np.zeros(W.shape), np.zeros(b.shape)
    for n in range(N):
        for m in range(W.shape[1]):
            j = int(np.argmax(x[n] @ W[:, m, :] + b[m]))
            dx[n] += dout[n, m]*W[:, m, j]
            dW[:, m, j] += dout[n, m]*x[n]
            db[m, j] += dout[n, m]
    return dx, dW, db


#> the derivative of the sigmoid taken of the score in softplus, tanh without square | square_forgotten, softplus_differentiated_twice, selu_left_branch
def tanh_backward(dout, a):
    return dout*(1 - a)
def softplus_backward(dout, z):
    s = 1/(1 + np.exp(-z))
    return dout*s*(1 - s)
def selu_backward(dout, z):
    return dout*np.where(z > 0, 1.0507, 1.0507*1.67326*(np.exp(np.minimum(z, 0)) - 1))


#> 1 - a in brackets, then squared | square_forgotten
def tanh_backward(dout, a):
    return dout * (1 - a) ** 2
