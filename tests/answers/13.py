#> columns as examples | transposed
def one_hot(y, C):
    return np.eye(C)[y].T


#> counted from one | counted_from_one
def one_hot(y, C):
    out = np.zeros((len(y), C))
    out[np.arange(len(y)), y - 1] = 1
    return out


#> all rows at these columns | columns_for_pairs
def one_hot(y, C):
    out = np.zeros((len(y), C))
    out[:, y] = 1
    return out


#> the shape as two arguments | shape_as_two_arguments
def one_hot(y, C):
    out = np.zeros(len(y), C)
    out[np.arange(len(y)), y] = 1
    return out


#> as many classes as in y | width_from_labels
def one_hot(y, C):
    return np.eye(y.max() + 1)[y]


#> softmax, then log | log_of_softmax
def log_softmax(z):
    e = np.exp(z)
    return np.log(e / e.sum(axis=1, keepdims=True))


#> one maximum, and underflow | no_max_shift
def log_softmax(z):
    s = z - z.max()
    return s - np.log(np.exp(s).sum(axis=1, keepdims=True))


#> the sum over all rows | sum_over_everything
def log_softmax(z):
    return z - np.log(np.exp(z).sum())


#> keepdims forgotten | keepdims_lost
def log_softmax(z):
    s = z - z.max(axis=1, keepdims=True)
    return s - np.log(np.exp(s).sum(axis=1))


#> the maximum not added back | maximum_not_added_back
def log_softmax(z):
    s = z - z.max(axis=1, keepdims=True)
    return z - np.log(np.exp(s).sum(axis=1, keepdims=True))


#> no minus | sign_flipped
def nll_loss(logp, y):
    return logp[np.arange(len(y)), y].mean()


#> the sum | summed_not_averaged
def nll_loss(logp, y):
    return -logp[np.arange(len(y)), y].sum()


#> all pairs | columns_for_pairs
def nll_loss(logp, y):
    return -logp[:, y].mean()


#> log of the log | nan_everywhere
def nll_loss(logp, y):
    return -np.log(logp[np.arange(len(y)), y]).mean()


#> the mean over all entries | averaged_over_classes
def nll_loss(logp, y):
    return -np.mean(np.eye(logp.shape[1])[y] * logp)


#> the binary form | binary_form
def nll_loss(logp, y):
    Y, P = np.eye(logp.shape[1])[y], np.exp(logp)
    return -np.mean(np.sum(Y * np.log(P) + (1 - Y) * np.log(1 - P), axis=1))


#> one_hot eye by max+1, log_softmax through log(softmax), nll over all entries | width_from_labels, log_of_softmax, averaged_over_classes
def one_hot(y, C):
    return np.eye(max(y)+1)[y]
def log_softmax(z):
    z = z - z.max(axis=1, keepdims=True)
    p = np.exp(z)/np.exp(z).sum(axis=1, keepdims=True)
    return np.log(p)
def nll_loss(logp, y):
    Y = np.zeros_like(logp)
    Y[np.arange(len(y)), y] = 1
    return -np.mean(Y*logp)


#> one_hot columns, log_softmax forgets log, nll picks wrong | transposed, sum_not_logged, columns_for_pairs
def one_hot(y, C):
    Y = np.zeros((C, len(y)))
    Y[y, np.arange(len(y))] = 1
    return Y
def log_softmax(z):
    z = z - z.max(axis=1, keepdims=True)
    return z - np.exp(z).sum(axis=1, keepdims=True)
def nll_loss(logp, y):
    return -np.mean(logp[:, y])


#> comparisons and reduce | right
def one_hot(y, C):
    return y[:, None] == np.arange(C)
def log_softmax(z):
    z = z.astype(float)
    return z - np.logaddexp.reduce(z, axis=1)[:, None]
def nll_loss(logp, y):
    return float(-np.einsum("ii->", logp[:, y])/len(y))


#> the softmax of columns and the sum of likelihoods | columns_for_pairs, mean_before_log
def log_softmax(z):
    m = z.max(axis=1, keepdims=True)
    return z - m - np.log(np.exp(z).sum(axis=1, keepdims=True) - m)
def nll_loss(logp, y):
    return -np.log(np.mean(np.exp(logp[np.arange(len(y)), y])))
def one_hot(y, C):
    Y = np.zeros((len(y), C))
    Y[:, y] = 1
    return Y


#> the log of ten, the mean over classes | wrong_log_base, sign_flipped
def log_softmax(z):
    m = z.max(axis=1, keepdims=True)
    return z - m - np.log10(np.exp(z - m).sum(axis=1, keepdims=True))
def nll_loss(logp, y):
    return np.mean(logp[np.arange(len(y)), y])


#> the largest log-probability of each row | best_class_taken
def nll_loss(logp, y):
    return -logp.max(axis=1).mean()
