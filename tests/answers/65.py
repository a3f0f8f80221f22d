#> one fold for all | argument_ignored
def fold(x, d):
    return tent(x)


#> d + 1 folds | one_fold_too_many
def fold(x, d):
    for _ in range(d + 1):
        x = tent(x)
    return x


#> units per layer forgotten | one_unit_per_layer
def units(d):
    return d, 2**d


#> one piece too few | kinks_counted
def count_pieces(x, y):
    s = np.diff(y) / np.diff(x)
    return int(np.sum(np.abs(np.diff(s)) > 0.1))


#> tent 2relu-2relu; fold d-1; pieces counts kinks | first_relu_missing, one_fold_too_many, spacing_ignored, first_weight_doubled, square
def tent(x):
    return 1 - np.abs(2*x-1)
def fold(x, d):
    for _ in range(d+1):
        x = 2*np.maximum(x, 0) - 4*np.maximum(x-0.5, 0)
    return x
def count_pieces(x, y):
    return int(np.sum(np.abs(np.diff(y, 2)) > 1e-6)) + 1
def shallow(d):
    n = 2**d
    v = np.array([2.0*n*(-1)**i for i in range(n)])
    return v, np.arange(n)/n
def units(d):
    return 2*d, d**2


#> the second unit without its half | doubling_forgotten, pieces_for_units, multiplied, other_number
def tent(x):
    return 2*np.maximum(x, 0) - 4*np.maximum(x - 1, 0)
def fold(x, d):
    return (2*np.maximum(x, 0) - 4*np.maximum(x - 0.5, 0))*d
def units(d):
    return 2**d, 2*d


#> kinks of the differences, without the widths | spacing_ignored
def count_pieces(x, y):
    return 1 + int(np.sum(np.abs(np.diff(np.diff(y))) > 0.05))
