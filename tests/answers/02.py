#> the scores are changed in place | mutates_input
def softmax(z):
    z -= z.max(axis=-1, keepdims=True)
    e = np.exp(z)
    return e / e.sum(axis=-1, keepdims=True)


#> one maximum and one sum for the whole batch | sum_over_everything
def softmax(z):
    e = np.exp(z - np.max(z))
    return e / e.sum()


#> nothing subtracted | no_max_shift
def softmax(z):
    e = np.exp(z)
    return e / e.sum(axis=-1, keepdims=True)


#> the sum over columns | wrong_axis
def softmax(z):
    e = np.exp(z - z.max(axis=0))
    return e / e.sum(axis=0)


#> axis 1 as in the notebook | axis_1_only
def softmax(z):
    e = np.exp(z - np.max(z, axis=1, keepdims=True))
    return e / np.sum(e, axis=1, keepdims=True)


#> math.exp in place of np.exp | scalar_code_on_array
import math
def softmax(z):
    e = math.exp(z)
    return e / sum(e)


#> the logarithm of it | returned_log
def softmax(z):
    s = z - z.max(axis=-1, keepdims=True)
    return s - np.log(np.exp(s).sum(axis=-1, keepdims=True))


#> without exponentials | divided_by_scores
def softmax(z):
    return z / z.sum(axis=-1, keepdims=True)


#> shifted in place | mutates_input
def softmax(z):
    z -= z.max(axis=-1, keepdims=True)
    e = np.exp(z)
    return e / e.sum(axis=-1, keepdims=True)


#> keepdims forgotten | keepdims_lost
def softmax(z):
    e = np.exp(z - z.max(axis=-1, keepdims=True))
    return e / e.sum(axis=-1)


#> divided by the largest | not_normalised
def softmax(z):
    e = np.exp(z - z.max(axis=-1, keepdims=True))
    return e / e.max(axis=-1, keepdims=True)


#> a loop over rows, right | right
def softmax(z):
    z = np.asarray(z, dtype=float)
    if z.ndim == 1:
        e = np.exp(z - max(z))
        return e / sum(e)
    return np.array([softmax(r) for r in z])


#> transposed twice | right
def softmax(z):
    e = np.exp((z.T - z.T.max(axis=0)))
    return (e / e.sum(axis=0)).T


#> a loop over rows, math | number_used_as_array
import math
def softmax(z):
    out = []
    for row in z:
        e = [math.exp(v) for v in row]
        out.append([v / sum(e) for v in e])
    return np.array(out)


#> .shape[1] | axis_1_only
def softmax(z):
    N, C = z.shape
    e = np.exp(z - z.max(axis=-1).reshape(N, 1))
    return e / e.sum(axis=-1).reshape(N, 1)


#> attribute error with axis in text | attribute_not_there
def softmax(z):
    return np.exp(z).summ(axis=1) / np.exp(z).sum(axis=1, keepdims=True)


#> axis 1 in one place | axis_1_only
def softmax(z):
    z = z - z.max()
    return np.exp(z) / np.exp(z).sum(axis=1, keepdims=True)


#> ndim guard wrong | nothing
def softmax(z):
    if z.ndim == 2:
        e = np.exp(z - z.max(axis=1, keepdims=True))
        return e / e.sum(axis=1, keepdims=True)
    return z


#> probabilities as a list of sums | nothing
def softmax(z):
    e = np.exp(z - z.max(axis=-1, keepdims=True))
    return e.sum(axis=-1)


#> tau | nothing
def softmax(z, temperature=2.0):
    e = np.exp((z - z.max(axis=-1, keepdims=True)) / temperature)
    return e / e.sum(axis=-1, keepdims=True)


#> sigmoid each | sigmoid_per_entry
def softmax(z):
    return 1 / (1 + np.exp(-z))


#> softmax normalised over examples (axis=0) | wrong_axis
def softmax(z):
    e = np.exp(z - np.max(z))
    return e / e.sum(axis=0)


#> in place subtraction of the max | wrong_shape_keepdims
def softmax(z):
    z = np.atleast_2d(z)
    z -= z.max(axis=1, keepdims=True)
    e = np.exp(z)
    return (e / e.sum(axis=1, keepdims=True)).squeeze()


#> global max shift underflows rows far apart | global_max
def softmax(x):
    x = x - np.max(x)
    exp_x = np.exp(x)
    return exp_x / np.sum(exp_x, axis=-1, keepdims=True)


#> divides by N too because copied out of a loss | wrong_shape_keepdims
def softmax(z):
    shifted = z - z.max(axis=-1, keepdims=True)
    e = np.exp(shifted)
    return e / e.sum(axis=-1).reshape(-1, 1)


#> fsum-free recursion on rows with scipy-like logsumexp | right
def softmax(z):
    z = np.asarray(z, dtype=np.longdouble)
    if z.ndim == 2:
        return np.stack([softmax(r) for r in z]).astype(np.float64)
    lse = np.logaddexp.reduce(z)
    return np.exp(z - lse).astype(np.float64)


#> the exponential of the base 2, as in a hardware tutorial | nothing
def softmax(z):
    z = z - z.max(axis=-1, keepdims=True)
    e = 2.0**z
    return e/e.sum(axis=-1, keepdims=True)


#> divided by the maximum in place of the sum | not_normalised
def softmax(z):
    e = np.exp(z - np.max(z, axis=-1, keepdims=True))
    return e/np.max(e, axis=-1, keepdims=True)


#> the exponential of the negative score | argument_negated
def softmax(z):
    z = z - z.max(axis=-1, keepdims=True)
    e = np.exp(-z)
    return e/e.sum(axis=-1, keepdims=True)


#> numerator shifted, denominator not | shifted_above_only
def softmax(z):
    shifted = z - z.max(axis=-1, keepdims=True)
    exponentials = np.exp(shifted)
    return exponentials / np.exp(z).sum(axis=-1, keepdims=True)
