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


#> bias of the last layer | last_bias_only
def collapse(layers):
    W = layers[0][0]
    for W2, _ in layers[1:]:
        W = W @ W2
    return W, layers[-1][1]


#> weights only | biases_forgotten
def count_parameters(sizes):
    return sum(a * b for a, b in zip(sizes, sizes[1:])), sizes[0] * sizes[-1]


#> the largest | nothing
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
