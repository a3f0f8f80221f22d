#> the library's order | parameters_reordered, unpacked_in_another_number
def affine_backward(cache, dout):
    x, w, b = cache
    return dout @ w.T, x.T @ dout, dout.sum(axis=0)


#> columns as examples in db | other_axis
def affine_backward(dout, cache):
    x, w, b = cache
    return dout @ w.T, x.T @ dout, np.sum(dout, axis=1, keepdims=True)
import numpy as np


#> dw the other way round | transposed
def affine_backward(dout, cache):
    x, w, b = cache
    return dout @ w.T, dout.T @ x, dout.sum(axis=0)


#> averaged, as in deeplearning.ai | dw_averaged, db_averaged, follows_from
def affine_backward(dout, cache):
    x, w, b = cache
    m = len(x)
    return dout @ w.T, x.T @ dout / m, dout.sum(axis=0) / m


#> dw, dx, db | returns_reordered
def affine_backward(dout, cache):
    x, w, b = cache
    return x.T @ dout, dout @ w.T, dout.sum(axis=0)


#> w not turned | shapes_do_not_fit
def affine_backward(dout, cache):
    x, w, b = cache
    return dout @ w, x.T @ dout, dout.sum(axis=0)


#> db keeps its axis | wrong_shape_keepdims
def affine_backward(dout, cache):
    x, w, b = cache
    return dout @ w.T, x.T @ dout, dout.sum(axis=0, keepdims=True)


#> the bias of the cache | input_returned
def affine_backward(dout, cache):
    x, w, b = cache
    return dout @ w.T, x.T @ dout, b


#> no mask | mask_missing
def affine_relu_backward(dout, cache):
    c, z = cache
    return affine_backward(dout, c)


#> the mask of the gradient | mask_from_upstream
def affine_relu_backward(dout, cache):
    c, z = cache
    return affine_backward(dout * (dout > 0), c)


#> relu of z in place of its slope | multiplied_by_relu
def affine_relu_backward(dout, cache):
    c, z = cache
    return affine_backward(dout * (z * (z > 0)), c)


#> the cache taken whole | unpacked_in_another_number
def affine_relu_backward(dout, cache):
    x, w, b = cache
    return affine_backward(dout * (x @ w + b > 0), cache)


#> the mask after the layer | db_without_mask, argument_ignored
def affine_relu_backward(dout, cache):
    c, z = cache
    dx, dw, db = affine_backward(dout, c)
    return dx * (c[0] > 0), dw, db


#> einsum | right
def affine_backward(dout, cache):
    x, w, b = cache
    return np.einsum("nm,dm->nd", dout, w), np.einsum("nd,nm->dm", x, dout), np.einsum("nm->m", dout)
import numpy as np


#> a list | right
def affine_backward(dout, cache):
    x, w, _ = cache
    return [dout.dot(w.T), x.T.dot(dout), dout.sum(0)]


#> mask by np.where | right
import numpy as np
def affine_relu_backward(dout, cache):
    c, z = cache
    return affine_backward(np.where(z > 0, dout, 0), c)


#> dout masked in place | mutates_input
def affine_relu_backward(dout, cache):
    c, z = cache
    dout[z <= 0] = 0
    return affine_backward(dout, c)


#> relu mask of dout; db mean | db_averaged, mask_from_upstream
def affine_backward(dout, cache):
    x, w, b = cache
    return dout @ w.T, x.T @ dout, dout.mean(axis=0)
def affine_relu_backward(dout, cache):
    fc, z = cache
    dz = dout*(dout > 0)
    x, w, b = fc
    return dz @ w.T, x.T @ dz, dz.sum(axis=0)


#> dw transposed; dx without transpose when square | dw_averaged, db_averaged, multiplied_by_relu
import numpy as np

def affine_backward(dout, cache):
    x, w, b = cache
    N = x.shape[0]
    dx = dout.dot(w.T)
    dw = x.T.dot(dout)/N
    db = np.sum(dout, axis=0)/N
    return dx, dw, db
def affine_relu_backward(dout, cache):
    (x, w, b), z = cache
    dz = dout*np.maximum(z, 0)
    return dz @ w.T, x.T @ dz, np.sum(dz, axis=0)


#> outer products in loop | right
import numpy as np

def affine_backward(dout, cache):
    x, w, b = cache
    return np.array([w @ d for d in dout]), sum(np.outer(a, d) for a, d in zip(x, dout)), np.ones(len(dout)) @ dout
def affine_relu_backward(dout, cache):
    fc, z = cache
    return affine_backward(np.where(z > 0, dout, 0), fc)


#> db of the inputs, dx from the masked forward output | db_one_number, argument_ignored
def affine_backward(dout, cache):
    x, w, b = cache
    dx = dout @ w.T
    dw = x.T @ dout
    db = x.sum(axis=0) if x.shape[1] == len(b) else dout.sum()
    return dx, dw, db
def affine_relu_backward(dout, cache):
    fc, z = cache
    x, w, b = fc
    dx = (dout @ w.T)
    dw = x.T @ (dout*(z > 0))
    return dx, dw, (dout*(z > 0)).sum(axis=0)


#> the sum over the wrong axis for the bias, w for its transpose | db_wrong_axis, mask_inverted
def affine_backward(dout, cache):
    x, w, b = cache
    return dout @ w.T, x.T @ dout, dout.sum(axis=1)
def affine_relu_backward(dout, cache):
    (x, w, b), z = cache
    d = dout*(z < 0)
    return d @ w.T, x.T @ d, d.sum(0)


#> two of three gradients | wrong_number_of_values
def affine_backward(dout, cache):
    x, w, _ = cache
    dx = dout @ w.T
    dw = x.T @ dout
    db = dout.sum(axis=0)
    return (dx, dw)
