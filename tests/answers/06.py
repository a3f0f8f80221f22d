#> one number at a time by np.vectorize | int_truncation
relu = np.vectorize(lambda z: z if z > 0 else 0)


#> the mask in place of the value | derivative_returned
def relu(z):
    return z > 0


#> the other way round | sides_exchanged
def leaky_relu(z, slope=0.01):
    return np.where(z > 0, slope * z, z)


#> a fixed slope | slope_ignored
def leaky_relu(z, slope=0.01):
    return np.maximum(0.01 * z, z)


#> log of 1 + exp | exp_form_overflows
def softplus(z):
    return np.log(1 + np.exp(z))


#> math on arrays | scalar_code_on_array
import math
def sigmoid(z):
    return 1 / (1 + math.exp(-z))


#> no minus | exponent_sign
def sigmoid(z):
    return 1 / (1 + np.exp(z))


#> tanh by its formula, inverted | inverse
def tanh(z):
    return (np.exp(z) + np.exp(-z)) / (np.exp(z) - np.exp(-z))


#> sign by NumPy | right
def sign(z):
    return np.sign(z)


#> swish with sigmoid of nothing | swish_not_a_product
def swish(z):
    return sigmoid(z)


#> lambda forgotten | selu_constants
def selu(z):
    return np.where(z >= 0, z, 1.67326 * (np.exp(z) - 1))


#> the largest of all | maxout_wrong_axis
def maxout(z, axis=-1):
    return z.max()


#> empty_like of integers | int_truncation
def leaky_relu(z, slope=0.01):
    out = np.empty_like(z)
    out[z > 0] = z[z > 0]
    out[z <= 0] = slope * z[z <= 0]
    return out
#> the pieces are compared by their size | largest_size
def maxout_affine(x, W, b):
    pieces = np.einsum("nd,dmk->nmk", x, W) + b
    return np.max(np.abs(pieces), axis=-1)


#> the largest over the units | units_compared
def maxout_affine(x, W, b):
    return np.max(np.einsum("nd,dmk->nmk", x, W) + b, axis=1)


#> a bias for the unit, added last | bias_after_max
def maxout_affine(x, W, b):
    return np.max(np.einsum("nd,dmk->nmk", x, W), axis=2) + np.max(b, axis=1)


#> relu out of habit | rectified
def maxout_affine(x, W, b):
    z = np.stack([x @ W[:, m] + b[m] for m in range(W.shape[1])], axis=1)
    return np.maximum(z.max(axis=2), 0)


#> pieces one after the other | right
def maxout_affine(x, W, b):
    best = x @ W[:, :, 0] + b[:, 0]
    for j in range(1, W.shape[2]):
        best = np.maximum(best, x @ W[:, :, j] + b[:, j])
    return best.tolist()
