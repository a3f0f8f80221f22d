#> the mean of all | already_averaged
def example_gradients(X, y, w):
    return 2 * X.T @ (X @ w - y) / len(X)


#> the two forgotten | two_missing
def example_gradients(X, y, w):
    return (X @ w - y)[:, None] * X


#> the residual not beside the rows | shapes_do_not_fit
def example_gradients(X, y, w):
    return 2 * (X @ w - y) * X


#> a plain mean | plain_mean
def epoch_gradient(batch_gradients, sizes):
    return np.mean(batch_gradients, axis=0)


#> the mean, not the sum | mean_returned
def estimate_total(batch_losses, n):
    return np.mean(batch_losses)


#> the sum of the batch | not_scaled
def estimate_total(batch_losses, n):
    return np.sum(batch_losses)


#> rounded down | rounded_down
def smallest_batch(spread, limit):
    return int(spread // limit)


#> einsum | right
def example_gradients(X, y, w):
    return np.einsum("n,nd->nd", 2 * (np.einsum("nd,d->n", X, w) - y), X)


#> np.average | right
def epoch_gradient(batch_gradients, sizes):
    return np.average(batch_gradients, axis=0, weights=sizes)


#> gradient without 2; batches consecutive; total by mean only | two_missing, neighbours_only, plain_mean, mean_returned, rounded_down
def example_gradients(X, y, w):
    return (X @ w - y)[:, None]*X
def over_all_batches(G, B):
    n = len(G)
    means = np.array([G[i:i+B].mean(0) for i in range(0, n-B+1)])
    m = means.mean(0)
    return m, float(np.mean(np.sum((means-m)**2, axis=1)))
def epoch_gradient(batch_gradients, sizes):
    return np.mean(batch_gradients, axis=0)
def estimate_total(batch_losses, n):
    return float(np.mean(batch_losses))
def smallest_batch(spread, limit):
    return int(spread/limit)


#> the noise without the mean, B drawn with repetition | examples_repeated, not_divided, scaled_by_n, arguments_exchanged
from itertools import combinations_with_replacement
def over_all_batches(G, B):
    M = np.array([G[list(c)].mean(0) for c in combinations_with_replacement(range(len(G)), B)])
    return M.mean(0), float(((M - M.mean(0))**2).sum(1).mean())
def epoch_gradient(batch_gradients, sizes):
    return np.sum(np.asarray(sizes)[:, None]*batch_gradients, axis=0)
def estimate_total(batch_losses, n):
    return n*np.sum(batch_losses)
def smallest_batch(spread, limit):
    return int(np.ceil(limit/spread))


#> noise: n-1, as one edit | sample_variance
def over_all_batches(G, B):
    """Return (mean, noise) of the gradients of all batches of B different examples.

    G: float array (n, D), the gradients of the examples; B: int, 1 <= B < n
    mean: float array (D,); noise: float, the mean squared distance from the mean
    """
    batches = itertools.combinations(range(len(G)), B)
    gradients = np.array([G[list(batch)].mean(axis=0) for batch in batches])
    mean = gradients.mean(axis=0)  # G.mean(axis=0), up to rounding
    # Add the squares over the entries of a gradient, average over the batches.
    return mean, gradients.var(axis=0, ddof=1).sum()


#> noise: mean not subtracted, as one edit | part_left_out
def over_all_batches(G, B):
    """Return (mean, noise) of the gradients of all batches of B different examples.

    G: float array (n, D), the gradients of the examples; B: int, 1 <= B < n
    mean: float array (D,); noise: float, the mean squared distance from the mean
    """
    batches = itertools.combinations(range(len(G)), B)
    gradients = np.array([G[list(batch)].mean(axis=0) for batch in batches])
    mean = gradients.mean(axis=0)  # G.mean(axis=0), up to rounding
    # Add the squares over the entries of a gradient, average over the batches.
    return mean, np.sum(gradients ** 2, axis=1).mean()


#> noise: sum over batches, as one edit | noise_summed
def over_all_batches(G, B):
    """Return (mean, noise) of the gradients of all batches of B different examples.

    G: float array (n, D), the gradients of the examples; B: int, 1 <= B < n
    mean: float array (D,); noise: float, the mean squared distance from the mean
    """
    batches = itertools.combinations(range(len(G)), B)
    gradients = np.array([G[list(batch)].mean(axis=0) for batch in batches])
    mean = gradients.mean(axis=0)  # G.mean(axis=0), up to rounding
    # Add the squares over the entries of a gradient, average over the batches.
    return mean, np.sum((gradients - mean) ** 2)


#> combinations with replacement, as one edit | examples_repeated
def over_all_batches(G, B):
    """Return (mean, noise) of the gradients of all batches of B different examples.

    G: float array (n, D), the gradients of the examples; B: int, 1 <= B < n
    mean: float array (D,); noise: float, the mean squared distance from the mean
    """
    batches = itertools.combinations_with_replacement(range(len(G)), B)
    gradients = np.array([G[list(batch)].mean(axis=0) for batch in batches])
    mean = gradients.mean(axis=0)  # G.mean(axis=0), up to rounding
    # Add the squares over the entries of a gradient, average over the batches.
    return mean, np.sum((gradients - mean) ** 2, axis=1).mean()


#> epoch: sum of batch gradients, as one edit | batches_summed
def epoch_gradient(batch_gradients, sizes):
    """Return the gradient of the whole set, float array (D,).

    batch_gradients: float array (T, D), row t is the mean over batch t
    sizes: list of T ints, the numbers of examples in the batches
    """
    # size * mean is the sum over a batch: every example counts once.
    return np.sum(batch_gradients, axis=0)


#> smallest: rounded, as one edit | rounded
def smallest_batch(spread, limit):
    """Return the smallest B >= 1 with spread/B at most limit, an int.

    spread: float > 0, the noise for B = 1; limit: float > 0
    """
    return round(spread / limit)


#> formula for noise, einsum, average, written otherwise | right
def example_gradients(X, y, w):
    return np.array([[2 * (sum(a * b for a, b in zip(r, w)) - t) * a for a in r] for r, t in zip(X, y)])
def over_all_batches(G, B):
    n = len(G); m = G.sum(0) / n
    return m, ((G - m) ** 2).sum() / n / B * (n - B) / (n - 1)
def epoch_gradient(batch_gradients, sizes):
    return np.average(batch_gradients, axis=0, weights=sizes)
def smallest_batch(spread, limit):
    B = 1
    while spread / B > limit: B += 1
    return B
