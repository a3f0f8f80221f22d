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


#> style leaky, sigmoid unstable, tanh by exp, softplus overflow | step_and_sign_exchanged, half_shift_missing, exp_form_overflows, if_on_array, slope_misused, other_function, selu_constants, place_for_value
def step(z):
    return np.heaviside(z, 0.5)
def sign(z):
    return np.where(z > 0, 1, 0)
def linear(z):
    return z
def piecewise_linear(z):
    return np.clip(z, -0.5, 0.5)
def sigmoid(z):
    return 1/(1+np.exp(-z))
def tanh(z):
    return (np.exp(z)-np.exp(-z))/(np.exp(z)+np.exp(-z))
def relu(z):
    return max(0, z)
def leaky_relu(z, slope=0.01):
    return np.maximum(slope, z)
def softplus(z):
    return np.log(1+np.exp(z))
def swish(z):
    return z*(z > 0)
def selu(z):
    return np.where(z > 0, 1.0507*z, 1.67326*(np.exp(z)-1))
def maxout(z, axis=-1):
    return np.argmax(z, axis=axis)


#> softplus clipped at 20 by a hand threshold, swish with hard sigmoid, elu for selu | relu_other_side, slope_ignored, hard_sigmoid, selu_constants, maxout_wrong_axis
def softplus(z):
    return np.where(z > 20, z, np.log1p(np.exp(np.minimum(z, 20))))
def swish(z):
    return z*np.clip(0.2*z+0.5, 0, 1)
def selu(z):
    z = np.asarray(z, float)
    return np.where(z > 0, z, 1.67326*(np.exp(np.minimum(z, 0))-1))
def leaky_relu(z, slope=0.01):
    return np.where(z > 0, z, 0.01*z)
def relu(z):
    return np.abs(z)
def maxout(z, axis=-1):
    return np.max(z)


#> mixed | right
def step(z):
    return (1 + np.sign(z))/2
def sign(z):
    return np.sign(z)
def linear(z):
    return +z
def piecewise_linear(z):
    return np.median(np.stack([np.zeros(np.shape(z)), np.asarray(z)+0.5, np.ones(np.shape(z))]), axis=0)
def sigmoid(z):
    return 0.5*(1+np.tanh(0.5*np.asarray(z)))
def tanh(z):
    return 2*sigmoid(2*np.asarray(z))-1
def relu(z):
    return (np.abs(z)+z)/2
def leaky_relu(z, slope=0.01):
    return np.maximum(z, 0) + slope*np.minimum(z, 0)
def softplus(z):
    return np.logaddexp(z, 0)
def swish(z):
    return z*sigmoid(z)
def selu(z):
    return 1.0507*np.where(np.asarray(z) >= 0, z, 1.67326*np.expm1(np.minimum(z, 0)))
def maxout(z, axis=-1):
    return np.maximum.reduce(z, axis=axis)
def maxout_affine(x, W, b):
    return np.max(np.tensordot(x, W, axes=(1, 0)) + b, axis=-1)


#> the slope used on both sides, selu with exchanged constants | sides_exchanged, other_function, selu_constants
def leaky_relu(z, slope=0.01):
    return np.where(z > 0, z*slope, z)
def selu(z):
    z = np.asarray(z, float)
    return 1.67326*np.where(z > 0, z, 1.0507*np.expm1(np.minimum(z, 0)))
def softplus(z):
    return np.log(np.exp(z))


#> selu: the bracket that is left out | brackets_misplaced
def selu(z):
    return 1.0507 * np.where(z >= 0, z, 1.67326 * np.exp(np.minimum(z, 0)) - 1)


#> piecewise_linear: a bracket that closes too early | brackets_misplaced
def piecewise_linear(z):
    return np.clip(z, 0.0, 1.0) + 0.5


#> softplus of clipped scores | clipped_scores
def softplus(z):
    return np.log(1 + np.exp(np.clip(z, -500, 500)))


#> relu with an upper limit of 6 | capped_at_six
def relu(z):
    return np.minimum(np.maximum(0, z), 6)
