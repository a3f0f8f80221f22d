#> a column lost and numbers shifted | rows_changed
def minibatches(X, y, B, rng):
    order = rng.permutation(len(X))
    return [(X[order[k:k+B]][:, :1] + 0.25, y[order[k:k+B]] + 2.5) for k in range(0, len(X), B)]

#> only the first column | rows_changed
def minibatches(X, y, B, rng):
    order = rng.permutation(len(X))
    return [(X[order[k:k+B], :1], y[order[k:k+B]]) for k in range(0, len(X), B)]

#> columns exchanged | rows_changed
def minibatches(X, y, B, rng):
    order = rng.permutation(len(X))
    return [(X[order[k:k+B], ::-1], y[order[k:k+B]]) for k in range(0, len(X), B)]

#> X and y shuffled one after the other | pairs_broken
def minibatches(X, y, B, rng):
    X, y = X[rng.permutation(len(X))], y[rng.permutation(len(y))]
    for k in range(0, len(X), B):
        yield X[k:k + B], y[k:k + B]

#> the last batch is dropped | last_batch_dropped
def minibatches(X, y, B, rng):
    p = rng.permutation(len(X))
    for k in range(len(X) // B):
        yield X[p[k*B:(k+1)*B]], y[p[k*B:(k+1)*B]]


#> the last batch dropped | last_batch_dropped
def minibatches(X, y, B, rng):
    order = rng.permutation(len(X))
    for k in range(len(X) // B):
        part = order[k * B : (k + 1) * B]
        yield X[part], y[part]


#> nothing shuffled | not_shuffled
def minibatches(X, y, B, rng):
    for k in range(0, len(X), B):
        yield X[k : k + B], y[k : k + B]


#> X and y shuffled apart | pairs_broken
def minibatches(X, y, B, rng):
    X, y = X[rng.permutation(len(X))], y[rng.permutation(len(y))]
    for k in range(0, len(X), B):
        yield X[k : k + B], y[k : k + B]


#> drawn with replacement | with_replacement
def minibatches(X, y, B, rng):
    for _ in range(0, len(X), B):
        part = rng.integers(0, len(X), B)
        yield X[part], y[part]


#> shuffled in place | caller_shuffled
def minibatches(X, y, B, rng):
    rng.shuffle(X)
    for k in range(0, len(X), B):
        yield X[k : k + B], y[k : k + B]


#> the gradient divided by all | divided_by_n
def batch_gradient(X, y, w, idx):
    e = X[idx] @ w - y[idx]
    return 2 * X[idx].T @ e / len(X)


#> not divided | summed
def batch_gradient(X, y, w, idx):
    e = X[idx] @ w - y[idx]
    return 2 * X[idx].T @ e


#> the two forgotten | constant_factor
def batch_gradient(X, y, w, idx):
    e = X[idx] @ w - y[idx]
    return X[idx].T @ e / len(idx)


#> of all examples | whole_set_used
def batch_gradient(X, y, w, idx):
    return 2 * X.T @ (X @ w - y) / len(X)


#> neither the two nor the count | constant_factor
def batch_gradient(X, y, w, idx):
    e = X[idx] @ w - y[idx]
    return X[idx].T @ e


#> a plain mean of means | plain_average
def epoch_mean(means, sizes):
    return np.mean(means)


#> divided by the number of batches | divided_by_batches
def epoch_mean(means, sizes):
    return np.dot(means, sizes) / len(means)
#> updates without the smaller last batch | rounded_down
TERMS["iterations_per_epoch"] = 1050 // 100
TERMS["updates"] = 20 * (1050 // 100)


#> updates that count examples | epochs_times_examples
TERMS["updates"] = 20 * 1050


#> everything that is in the network is a parameter | width_is_learnt, labels_are_learnt
TERMS["number_of_hidden_units"] = "parameter"
TERMS["labels"] = "parameter"


#> a word with a blank in place of the hyphen | right
TERMS["learning_rate"] = "Hyper Parameter"


#> shuffles X and y separately; batch gradient of sum; mean of means | pairs_broken, divided_by_n, plain_average
def minibatches(X, y, B, rng):
    n = len(X)
    Xs = rng.permutation(X)
    ys = rng.permutation(y)
    for i in range(0, n, B):
        yield Xs[i:i+B], ys[i:i+B]
def batch_gradient(X, y, w, idx):
    Xb, yb = X[idx], y[idx]
    return 2/len(X)*Xb.T @ (Xb @ w - yb)
def epoch_mean(means, sizes):
    return sum(means)/len(means)


#> drops remainder; batch_gradient with 1/k; weights by n batches | last_batch_dropped, constant_factor, divided_by_batches
def minibatches(X, y, B, rng):
    n = X.shape[0]
    idx = rng.permutation(n)
    for i in range(n//B):
        j = idx[i*B:(i+1)*B]
        yield X[j], y[j]
def batch_gradient(X, y, w, idx):
    g = np.zeros_like(w)
    for i in idx:
        g += (X[i] @ w - y[i])*X[i]
    return g/len(idx)
def epoch_mean(means, sizes):
    return np.dot(means, sizes)/len(means)


#> array_split free; generator with shuffle | right
def minibatches(X, y, B, rng):
    order = np.arange(len(X))
    rng.shuffle(order)
    return [(X[order[i:i+B]], y[order[i:i+B]]) for i in range(0, len(X), B)]
def batch_gradient(X, y, w, idx):
    return np.mean([2*(X[i] @ w - y[i])*X[i] for i in idx], axis=0)
def epoch_mean(means, sizes):
    return np.average(means, weights=sizes)


#> sampling with replacement | with_replacement, averaged_before_multiplying
def minibatches(X, y, B, rng):
    n = len(X)
    for i in range(-(-n//B)):
        idx = rng.integers(0, n, min(B, n - i*B))
        yield X[idx], y[idx]
def batch_gradient(X, y, w, idx):
    r = X[idx] @ w - y[idx]
    return 2*np.mean(r)*np.mean(X[idx], axis=0)
def epoch_mean(means, sizes):
    return sum(m/s for m, s in zip(means, sizes))/sum(sizes)


#> the residual the wrong way | sign_flipped, end_left_out
def batch_gradient(X, y, w, idx):
    return 2/len(idx)*X[idx].T @ (y[idx] - X[idx] @ w)
def epoch_mean(means, sizes):
    return sum(m*s for m, s in zip(means[:-1], sizes[:-1]))/sum(sizes[:-1]) if len(means) > 1 else means[0]


#> one example at a time | one_example_at_a_time
def minibatches(X, y, B, rng):
    n = len(X)
    order = rng.permutation(n)
    for k in range(0, n, B):
        for i in order[k:k + B]:
            yield (X[i], y[i])
