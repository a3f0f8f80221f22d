"""Exercise 8, solved: feedforward through any number of layers.

Here columns are examples, as in the deck: W stands on the left and has one row per
output. In exercise 5 rows are examples and w stands on the right.
"""


def feedforward(x, params, g):
    """Return the output of the last layer, a = g(W a + b) layer after layer.

    x: float64 or int64 array (n_in,), one example, or (n_in, N), one per column.
    params: list of pairs (W, b), from the input to the output; W (n_out, n_in),
        b (n_out,).
    g: the activation, a function that works entry by entry.
    Returns a float64 array (n_last,) or (n_last, N). x and params are not changed.
    """
    a = x
    for W, b in params:
        # With a batch, b must be a column (n_out, 1): then every example gets it.
        # As (n_out,) it would line up with the examples instead of the units.
        column = b if a.ndim == 1 else b[:, None]
        a = g(W @ a + column)
    return a


def cost(F, Y):
    """Return the mean over examples of half the squared distance from F to Y.

    F: outputs, float64 array (n_out, N), one example per column.
    Y: labels, float64 array (n_out, N).
    Returns a float.
    """
    # The outputs of one example are added; only the examples are averaged.
    return 0.5 * ((F - Y) ** 2).sum() / F.shape[1]


def count_parameters(params):
    """Return the number of weights and biases of a network.

    params: list of pairs (W, b), as in feedforward.
    Returns an int.
    """
    return sum(W.size + b.size for W, b in params)
