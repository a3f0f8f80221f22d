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
