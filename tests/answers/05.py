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
