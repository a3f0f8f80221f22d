#> arctan of y / x | quarters_lost
def to_polar(P):
    return np.column_stack([np.hypot(P[:, 0], P[:, 1]), np.arctan(P[:, 1] / P[:, 0])])


#> arctan2 the other way round | arguments_exchanged
def to_polar(P):
    return np.column_stack([np.hypot(P[:, 0], P[:, 1]), np.arctan2(P[:, 0], P[:, 1])])


#> degrees | degrees
def to_polar(P):
    return np.column_stack([np.hypot(P[:, 0], P[:, 1]), np.degrees(np.arctan2(P[:, 1], P[:, 0]))])


#> the distance not squared | distance_not_squared
def rbf(X, centres, gamma):
    return np.exp(-gamma * np.sqrt(((X[:, None] - centres) ** 2).sum(axis=2)))


#> no minus | minus_missing
def rbf(X, centres, gamma):
    return np.exp(gamma * ((X[:, None] - centres) ** 2).sum(axis=2))


#> centres first | transposed
def rbf(X, centres, gamma):
    return np.exp(-gamma * ((centres[:, None] - X) ** 2).sum(axis=2))


#> 0 and 1 as targets | targets_zero_one
def fit_linear(F, y):
    A = np.column_stack([F, np.ones(len(F))])
    s = np.linalg.lstsq(A, 1.0 * y, rcond=None)[0]
    return s[:-1], s[-1]


#> no bias | bias_missing
def fit_linear(F, y):
    return np.linalg.lstsq(F, 2.0 * y - 1, rcond=None)[0], 0.0


#> by pinv | right
def fit_linear(F, y):
    s = np.linalg.pinv(np.column_stack([np.ones(len(F)), F])) @ np.where(y == 1, 1.0, -1.0)
    return s[1:], float(s[0])


#> arctan; rbf without square; labels 0/1; share of ones | quarters_lost, distance_not_squared, targets_zero_one
def to_polar(P):
    return np.stack([np.hypot(P[:, 0], P[:, 1]), np.arctan(P[:, 1]/P[:, 0])], axis=1)
def rbf(X, centres, gamma):
    d = np.linalg.norm(X[:, None]-centres[None], axis=2)
    return np.exp(-gamma*d)
def fit_linear(F, y):
    A = np.c_[F, np.ones(len(F))]
    s = np.linalg.lstsq(A, y, rcond=None)[0]
    return s[:-1], s[-1]
def before_and_after(P, y, features):
    out = []
    for F in (P, features(P)):
        w, b = fit_linear(F, y)
        out.append(float(np.mean((F @ w + b > 0) == y)))
    return tuple(out)
