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


#> local_map: z without the bias, as one edit | part_left_out
def local_map(x, layers):
    """Return (W, b) with net(x') = x' @ W + b for every x' near x.

    x: float array (D,); layers: list of pairs as in collapse, ReLU after every layer
        but the last
    Returns float arrays (D, M) and (M,), M being the size of the last layer.
    """
    h, gated = x, []
    for W, b in layers[:-1]:
        z = h @ W
        is_open = z > 0
        # A unit that is shut at x gives 0 for every x' near x: its column of W and
        # its bias may as well be 0. What is left has no activation.
        gated.append((W * is_open, b * is_open))
        h = z * is_open
    return collapse([*gated, layers[-1]])


#> count: biases of the inputs too, as one edit | inputs_have_biases
def count_parameters(sizes):
    """Return the numbers of weights and biases, deep and collapsed, two ints.

    sizes: list of ints, the sizes of all layers, input first
    """
    deep = 0
    for k in range(1, len(sizes)):
        deep += sizes[k - 1] * sizes[k] + sizes[k - 1]  # weights and biases of layer k
    # All biases merge into one, as long as the output.
    return deep, sizes[0] * sizes[-1] + sizes[-1]


#> rank: number of layers, as one edit | layers_counted
def rank_bound(sizes):
    """Return the highest rank that the collapsed W can have, an int.

    sizes: list of ints, the sizes of all layers, input first
    """
    # All that follows a narrow place depends on its few numbers; the ends count too.
    return len(sizes) - 1


#> through probing with unit vectors, written otherwise | right
import numpy as np
def collapse(layers):
    D = layers[0][0].shape[0]
    def f(h):
        for W, b in layers: h = h @ W + b
        return h
    b = f(np.zeros((1, D)))[0]
    return f(np.eye(D)) - b, b
def local_map(x, layers):
    def f(h):
        masks = []; a = x
        for W, b in layers[:-1]:
            m = (a @ W + b > 0); a = np.maximum(a @ W + b, 0); h = np.where(m, h @ W + b, 0)
        return h @ layers[-1][0] + layers[-1][1]
    b = f(np.zeros((1, len(x))))[0]
    return (f(np.eye(len(x))) - b).tolist(), b.tolist()


#> the first layer for the collapsed one | first_layer_only
def count_parameters(sizes):
    deep = 0
    for k in range(1, len(sizes)):
        deep += sizes[k - 1] * sizes[k] + sizes[k]
    return (deep, sizes[0] * sizes[1] + sizes[1])
