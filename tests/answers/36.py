#> each set with its own scale | each_on_its_own
def prepare(X_train, X_val, X_test):
    return tuple(scale(X, *fit_scaler(X)) for X in (X_train, X_val, X_test))


#> one mean for all columns | one_number_for_all, follows_from
def fit_scaler(X):
    return X.mean(), X.std()


#> rows for columns | rows_measured, shapes_do_not_fit
def fit_scaler(X):
    return X.mean(axis=1), X.std(axis=1)


#> the variance | variance_for_deviation, follows_from
def fit_scaler(X):
    return X.mean(axis=0), np.where(X.std(axis=0) == 0, 1.0, X.var(axis=0))


#> divided by n - 1 | sample_deviation, follows_from
def fit_scaler(X):
    s = X.std(axis=0, ddof=1)
    return X.mean(axis=0), np.where(s == 0, 1.0, s)


#> constant columns divide by 0 | zero_deviation
def fit_scaler(X):
    return X.mean(axis=0), X.std(axis=0)


#> the mean not subtracted | mean_not_subtracted, follows_from
def scale(X, mean, std):
    return X / std


#> the division only of the mean | brackets_missing, follows_from
def scale(X, mean, std):
    return X - mean / std


#> between 0 and 1 | range_scaled
def scale(X, mean, std):
    return (X - X.min(axis=0)) / (X.max(axis=0) - X.min(axis=0))


#> nothing shuffled | not_shuffled
def split(n, n_val, n_test, rng):
    order = np.arange(n)
    return order[: n - n_val - n_test], order[n - n_val - n_test : n - n_test], order[n - n_test :]


#> std ddof 1; scaler on all; val from train | sets_overlap, sample_deviation, brackets_missing
def split(n, n_val, n_test, rng):
    order = rng.permutation(n)
    return order[:n-n_val-n_test], order[n-n_val-n_test:n-n_test], order[n_test:]
def fit_scaler(X):
    m = X.mean(axis=0)
    s = X.std(axis=0, ddof=1)
    s[s == 0] = 1
    return m, s
def scale(X, mean, std):
    return X - mean/std
def prepare(X_train, X_val, X_test):
    return tuple(scale(X, *fit_scaler(X)) for X in (X_train, X_val, X_test))


#> std + eps | one_number_for_all, argument_squared
def fit_scaler(X):
    return np.mean(X, axis=0), np.std(X) + np.zeros(X.shape[1])
def scale(X, mean, std):
    return (X - mean)/(std + 1e-8)**2


#> the median for the mean | examples_lost, median_for_mean, sign_flipped
def fit_scaler(X):
    s = X.std(axis=0)
    return np.median(X, axis=0), np.where(s == 0, 1.0, s)
def scale(X, mean, std):
    return (mean - X)/std
def split(n, n_val, n_test, rng):
    o = rng.permutation(n)
    return o[n_val + n_test:], o[:n_val], o[n_val:n_val + n_test - 1]


#> loops, lists, shuffle, written otherwise | right
import math
def split(n, n_val, n_test, rng):
    ids = list(range(n)); rng.shuffle(ids)
    test, val, train = ids[:n_test], ids[n_test:n_test + n_val], ids[n_test + n_val:]
    return sorted(train), sorted(val), sorted(test)
def fit_scaler(X):
    means, stds = [], []
    for col in zip(*X.tolist()):
        m = sum(col) / len(col)
        v = sum((c - m) ** 2 for c in col) / len(col)
        means.append(m); stds.append(math.sqrt(v) if v > 1e-20 else 1.0)
    return means, stds
def scale(X, mean, std):
    return [[(a - m) / s for a, m, s in zip(r, mean, std)] for r in X]
