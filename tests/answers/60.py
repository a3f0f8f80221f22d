#> weights the other way round | shapes_do_not_fit
def collapse(layers):
    W, b = layers[0]
    for W2, b2 in layers[1:]:
        W, b = W2 @ W, W2 @ b + b2
    return W, b


#> biases only added | nothing
def collapse(layers):
    W, b = layers[0]
    for W2, b2 in layers[1:]:
        W, b = W @ W2, b.sum() + b2
    return W, b


#> bias of the last layer | last_bias_only, follows_from
def collapse(layers):
    W = layers[0][0]
    for W2, _ in layers[1:]:
        W = W @ W2
    return W, layers[-1][1]


#> weights only | biases_forgotten
def count_parameters(sizes):
    return sum(a * b for a, b in zip(sizes, sizes[1:])), sizes[0] * sizes[-1]


#> the largest | widest_place
def rank_bound(sizes):
    return max(sizes)


#> an identity carried along | right
def collapse(layers):
    n = len(layers[0][0])
    both = np.vstack([np.eye(n), np.zeros(n)])
    for W, b in layers:
        both = both @ W
        both[:-1] += b; both[-1] += b
    return both[:-1] - both[-1], both[-1]
import numpy as np


#> collapse order reversed, bias not through; local_map lets relu on last | last_layer_gated, biases_forgotten, ends_only
import numpy as np

def collapse(layers):
    W, b = layers[0]
    for W2, b2 in layers[1:]:
        W = W @ W2
        b = b + b2 if b.shape == b2.shape else b2
    return W, b
def local_map(x, layers):
    W, b = np.eye(len(x)), np.zeros(len(x))
    a = x
    for W2, b2 in layers:
        z = a @ W2 + b2
        m = z > 0
        W = (W @ W2)*m
        b = (b @ W2 + b2)*m
        a = z*m
    return W, b
def count_parameters(sizes):
    return sum(a*b for a, b in zip(sizes, sizes[1:])), sizes[0]*sizes[-1]
def rank_bound(sizes):
    return min(sizes[0], sizes[-1])


#> homogeneous coordinates | right
import numpy as np

def _h(W, b):
    H = np.zeros((W.shape[0]+1, W.shape[1]+1))
    H[:-1, :-1], H[-1, :-1], H[-1, -1] = W, b, 1
    return H
def collapse(layers):
    M = np.linalg.multi_dot([_h(*l) for l in layers]) if len(layers) > 1 else _h(*layers[0])
    return M[:-1, :-1], M[-1, :-1]
def local_map(x, layers):
    out = []
    a = x
    for k, (W, b) in enumerate(layers):
        z = a @ W + b
        keep = (z > 0) if k < len(layers)-1 else np.ones(len(b))
        out.append((W*keep, b*keep))
        a = z*keep
    return collapse(out)
def count_parameters(sizes):
    return sum((a+1)*b for a, b in zip(sizes[:-1], sizes[1:])), (sizes[0]+1)*sizes[-1]
def rank_bound(sizes):
    return min(sizes)


#> the gate of the input, bounds by the largest size | widest_place, inputs_have_biases, other_variable
import numpy as np

def local_map(x, layers):
    W, b = np.eye(len(x)), np.zeros(len(x))
    for k, (W2, b2) in enumerate(layers):
        z = x @ W + b
        if k:
            W, b = W*(z > 0), b*(z > 0)
        W, b = W @ W2, b @ W2 + b2
    return W, b*0 + layers[-1][1]
def rank_bound(sizes):
    return max(sizes)
def count_parameters(sizes):
    deep = sum(a*b for a, b in zip(sizes[:-1], sizes[1:])) + sum(sizes)
    return deep, sizes[0]*sizes[-1] + sizes[-1]


#> the bias of the first layer alone | first_bias_only, other_number
def collapse(layers):
    W, b = layers[0]
    for V, c in layers[1:]:
        W = W @ V
        b = b @ V
    return W, b
def count_parameters(sizes):
    deep = sum((a + 1)*b for a, b in zip(sizes, sizes[1:]))
    return deep, sizes[0]*sizes[-1] + sizes[0]
