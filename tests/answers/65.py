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


#> the second unit without its half | returns_reordered, multiplied, other_number
def tent(x):
    return 2*np.maximum(x, 0) - 4*np.maximum(x - 1, 0)
def fold(x, d):
    return (2*np.maximum(x, 0) - 4*np.maximum(x - 0.5, 0))*d
def units(d):
    return 2**d, 2*d


#> kinks of the differences, without the widths | spacing_ignored
def count_pieces(x, y):
    return 1 + int(np.sum(np.abs(np.diff(np.diff(y))) > 0.05))


#> tent: relu(x)-1/2, as one edit | follows_from, half_outside
def tent(x):
    """Return 2*relu(x) - 4*relu(x - 1/2), entry by entry.

    x: float array (N,)
    """
    return 2 * np.maximum(x, 0) - 4 * (np.maximum(x, 0) - 0.5)


#> fold: one at least (recursion to d = 1), as one edit | once_at_least
def fold(x, d):
    """Return tent applied d times.

    x: float array (N,); d: int >= 0
    """
    for _ in range(max(d, 1)):
        x = tent(x)  # folds what the last fold has left
    return x


#> fold: sawtooth, as one edit | sawtooth
def fold(x, d):
    """Return tent applied d times.

    x: float array (N,); d: int >= 0
    """
    for _ in range(d):
        x = (2 * x) % 1  # folds what the last fold has left
    return x


#> pieces: exact comparison, as one edit | rounding_counted
def count_pieces(x, y):
    """Return the number of straight pieces, an int.

    x: float array (N,), rising, not evenly spaced; y: float array (N,), values at x
    """
    slopes = np.diff(y) / np.diff(x)
    kinks = np.diff(slopes) != 0  # far above rounding, below any true kink
    return 1 + int(np.sum(kinks))


#> pieces: convex kinks only (no abs), as one edit | call_left_out
def count_pieces(x, y):
    """Return the number of straight pieces, an int.

    x: float array (N,), rising, not evenly spaced; y: float array (N,), values at x
    """
    slopes = np.diff(y) / np.diff(x)
    kinks = np.diff(slopes) > 0.05  # far above rounding, below any true kink
    return 1 + int(np.sum(kinks))


#> pieces: np.gradient, as one edit | slopes_smoothed
def count_pieces(x, y):
    """Return the number of straight pieces, an int.

    x: float array (N,), rising, not evenly spaced; y: float array (N,), values at x
    """
    slopes = np.gradient(y, x)
    kinks = np.abs(np.diff(slopes)) > 0.05  # far above rounding, below any true kink
    return 1 + int(np.sum(kinks))


#> shallow: d units, as one edit | other_operator
def shallow(d):
    """Return (v, t): the sum over i of v[i]*relu(x - t[i]) is fold(x, d) on [0, 1].

    d: int >= 1
    v, t: float arrays (2**d,); t rises from 0
    """
    n = 2 * d
    t = np.arange(n) / n
    # Each unit changes the slope where it opens: from n to -n and back, by 2n.
    v = 2 * n * (-1.0) ** np.arange(n)
    v[0] = n  # the first one starts it from 0
    return v, t


#> shallow: t from 1/n, as one edit | kinks_from_one
def shallow(d):
    """Return (v, t): the sum over i of v[i]*relu(x - t[i]) is fold(x, d) on [0, 1].

    d: int >= 1
    v, t: float arrays (2**d,); t rises from 0
    """
    n = 2**d
    t = np.arange(1, n + 1) / n
    # Each unit changes the slope where it opens: from n to -n and back, by 2n.
    v = 2 * n * (-1.0) ** np.arange(n)
    v[0] = n  # the first one starts it from 0
    return v, t


#> where, recursion, loop, written otherwise | right
def tent(x):
    return np.where(x < 0, 0, np.where(x < .5, 2 * x, 2 - 2 * x))
def fold(x, d):
    return x if d == 0 else fold(tent(x), d - 1)
def count_pieces(x, y):
    count, last = 0, None
    for i in range(len(x) - 1):
        s = (y[i + 1] - y[i]) / (x[i + 1] - x[i])
        if last is None or abs(s - last) > 1e-6: count += 1
        last = s
    return count
def shallow(d):
    t = [i / 2 ** d for i in range(2 ** d)]
    grid = np.array(t + [1.0]); s = np.diff(fold(grid, d)) / np.diff(grid)
    return np.diff(s, prepend=0), t


#> units: the pair the other way round | returns_reordered
def units(d):
    return 2**d, 2*d
