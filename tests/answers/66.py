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


#> rbf: divided by gamma, as one edit | divided_by_gamma
def rbf(X, centres, gamma):
    """Return exp(-gamma * squared distance) from every centre, (N, M).

    X: float array (N, D); centres: float array (M, D); gamma: float > 0
    """
    difference = X[:, None, :] - centres[None, :, :]  # (N, M, D)
    return np.exp(-np.sum(difference**2, axis=2) / gamma)


#> rbf: sum then square, as one edit | squared_after_sum
def rbf(X, centres, gamma):
    """Return exp(-gamma * squared distance) from every centre, (N, M).

    X: float array (N, D); centres: float array (M, D); gamma: float > 0
    """
    difference = X[:, None, :] - centres[None, :, :]  # (N, M, D)
    return np.exp(-gamma * np.sum(difference, axis=2) ** 2)


#> rbf: mean over D, as one edit | other_function_used
def rbf(X, centres, gamma):
    """Return exp(-gamma * squared distance) from every centre, (N, M).

    X: float array (N, D); centres: float array (M, D); gamma: float > 0
    """
    difference = X[:, None, :] - centres[None, :, :]  # (N, M, D)
    return np.exp(-gamma * np.mean(difference**2, axis=2))


#> rbf: normalised rows, as one edit | shared_out
def rbf(X, centres, gamma):
    """Return exp(-gamma * squared distance) from every centre, (N, M).

    X: float array (N, D); centres: float array (M, D); gamma: float > 0
    """
    difference = X[:, None, :] - centres[None, :, :]  # (N, M, D)
    R = np.exp(-gamma * np.sum(difference**2, axis=2))
    return R / R.sum(axis=1, keepdims=True)


#> before_after: bias forgotten in the decision, as one edit | part_left_out
def share_right(F, y):
    """Return the share of right answers of a linear fit on F."""
    w, b = fit_linear(F, y)  # new features need a new fit
    return np.mean((F @ w > 0) == (y == 1))


#> to_polar: angle from y axis, as one edit | wrong_place
def to_polar(P):
    """Return the columns radius and angle, (N, 2), the angle between -pi and pi.

    P: float array (N, 2), columns x and y
    """
    x, y = P.T
    return np.column_stack([np.hypot(x, y), np.pi / 2 - np.arctan2(y, x)])


#> lstsq by qr, as one edit | right
def fit_linear(F, y):
    Q, R = np.linalg.qr(np.c_[np.ones(len(F)), F])
    s = np.linalg.solve(R, Q.T @ np.where(y, 1.0, -1.0))
    return s[1:], s[0]


#> normal equations, angle via complex, expanded distance, written otherwise | right
def to_polar(P):
    z = P[:, 0] + 1j * P[:, 1]
    return np.array([np.abs(z), np.angle(z)]).T
def rbf(X, centres, gamma):
    d = (X ** 2).sum(1)[:, None] + (centres ** 2).sum(1) - 2 * X @ centres.T
    return np.exp(-gamma * d)
def fit_linear(F, y):
    t = np.where(y == 1, 1, -1); m = F.mean(0); C = F - m
    w = np.linalg.solve(C.T @ C, C.T @ (t - t.mean()))
    return w, t.mean() - m @ w
