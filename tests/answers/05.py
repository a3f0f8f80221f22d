#> out and cache exchanged | returns_reordered
def affine_forward(x, w, b):
    return (x, w, b), x @ w + b

#> the cache without b | cache_incomplete
def affine_forward(x, w, b):
    return x @ w + b, (x, w)
