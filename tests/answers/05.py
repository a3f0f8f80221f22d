#> out and cache exchanged | returns_reordered
def affine_forward(x, w, b):
    return (x, w, b), x @ w + b

#> the cache without b | cache_incomplete
def affine_forward(x, w, b):
    return x @ w + b, (x, w)


#> entry by entry | star_for_at
def affine_forward(x, w, b):
    return x * w + b, (x, w, b)


#> the weights turned | w_transposed
def affine_forward(x, w, b):
    return x.dot(w.T) + b, (x, w, b)


#> nothing kept | only_out_returned
def affine_forward(x, w, b):
    return x.dot(w) + b


#> the bias forgotten | import_missing
def affine_forward(x, w, b):
    return np.dot(x, w), (x, w, b)


#> out in the cache | cache_incomplete
def affine_forward(x, w, b):
    out = x @ w + b
    return out, (x, w, out)


#> weights first | order_reversed
def affine_forward(w, x, b):
    return x @ w + b, (x, w, b)


#> the bias as a column | bias_per_row
def affine_forward(x, w, b):
    return x @ w + b.reshape(-1, 1), (x, w, b)


#> a relu too many | import_missing
def affine_forward(x, w, b):
    return np.maximum(0, x @ w + b), (x, w, b)


#> np.dot(w.T, x.T) result left as (M,N) | transposed
import numpy as np

def affine_forward(x, w, b):
    out = np.dot(w.T, x.T) + b.reshape(-1, 1)
    cache = (x, w, b)
    return out, cache


#> relu fused in | activation_applied
import numpy as np

def affine_forward(x, w, b):
    N = x.shape[0]
    out = x.reshape(N, -1).dot(w) + b
    out = np.maximum(out, 0)
    return out, (x, w, b)


#> einsum | right
import numpy as np

def affine_forward(x, w, b):
    return np.einsum("nd,dm->nm", x, w) + b[np.newaxis], [x, w, b]


#> the bias as a column of the wrong axis | wrong_place
import numpy as np

def affine_forward(x, w, b):
    out = np.zeros((x.shape[0], w.shape[1]))
    for i in range(x.shape[0]):
        for j in range(w.shape[1]):
            out[i, j] = np.sum(x[i]*w[:, j])
    out[:, 0] += b[0]
    return out, (x, w, b)


#> the cache holds the output as well | cache_incomplete
def affine_forward(x, w, b):
    out = x.dot(w) + b
    cache = (x, w, out)
    return out, cache


#> the bias subtracted | argument_negated
def affine_forward(x, w, b):
    return x @ w - b, (x, w, b)
