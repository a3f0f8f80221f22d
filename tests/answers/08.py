#> b is always a column, as for a batch | bias_always_a_column
def feedforward(x, params, g):
    a = x
    for W, b in params:
        a = g(W @ a + b[:, None])
    return a


#> a single example comes back as a column | wrong_shape_keepdims
def feedforward(x, params, g):
    a = x.reshape(len(x), -1)
    for W, b in params:
        a = g(W @ a + b.reshape(-1, 1))
    return a


#> b fitted by transposing twice | right
def feedforward(x, params, g):
    for W, b in params:
        x = g((x.T @ W.T + b).T)
    return x
