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
