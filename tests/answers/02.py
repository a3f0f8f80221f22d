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
