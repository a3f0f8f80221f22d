"""Exercise 60, solved: layers that are one, and the map of a ReLU network around a point."""


def collapse(layers):
    """Return (W, b) of the one layer that does what all layers do in order.

    layers: list of pairs (W, b) of float arrays (in, out) and (out,); no activations
    """
    W, b = layers[0]
    for V, c in layers[1:]:
        # (x @ W + b) @ V + c = x @ (W @ V) + (b @ V + c): what stands beside x, and
        # what is left over. The earlier bias goes through the later weights.
        W, b = W @ V, b @ V + c
    return W, b


def local_map(x, layers):
    """Return (W, b) with net(x') = x' @ W + b for every x' near x.

    x: float array (D,); layers: list of pairs as in collapse, ReLU after every layer
        but the last
    Returns float arrays (D, M) and (M,), M being the size of the last layer.
    """
    h, gated = x, []
    for W, b in layers[:-1]:
        z = h @ W + b
        is_open = z > 0
        # A unit that is shut at x gives 0 for every x' near x: its column of W and
        # its bias may as well be 0. What is left has no activation.
        gated.append((W * is_open, b * is_open))
        h = z * is_open
    return collapse([*gated, layers[-1]])  # the last layer has no ReLU


def count_parameters(sizes):
    """Return the numbers of weights and biases, deep and collapsed, two ints.

    sizes: list of ints, the sizes of all layers, input first
    """
    deep = 0
    for k in range(1, len(sizes)):
        deep += sizes[k - 1] * sizes[k] + sizes[k]  # weights and biases of layer k
    # All biases merge into one, as long as the output.
    return deep, sizes[0] * sizes[-1] + sizes[-1]


def rank_bound(sizes):
    """Return the highest rank that the collapsed W can have, an int.

    sizes: list of ints, the sizes of all layers, input first
    """
    # All that follows a narrow place depends on its few numbers; the ends count too.
    return min(sizes)


STATEMENTS = {
    # three linear layers without activations can separate the four points of XOR
    # No number of linear layers draws more than one line.
    "linear_layers_can_learn_xor": False,
    # a hidden layer of two units limits the rank of a linear network to two
    # All that follows depends on two numbers.
    "narrow_layer_limits_rank": True,
    # a network of leaky ReLUs with slope 1 for z < 0 collapses to one layer
    # With slope 1 a leaky ReLU is z itself.
    "leaky_relu_slope_1_collapses": True,
    # a ReLU network is the same affine map at every x
    # It is affine in pieces: the map changes where a unit opens or shuts.
    "relu_network_is_one_affine_map": False,
}
