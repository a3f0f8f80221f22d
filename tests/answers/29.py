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
