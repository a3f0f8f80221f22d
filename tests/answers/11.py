#> twice forgotten | half_convention
def mse_loss(p, y):
    d = p - y
    return np.mean(d**2), d / d.size


#> divided by the examples only | divided_by_n_only
def mse_loss(p, y):
    d = p - y
    return np.sum(d**2) / len(p), 2 * d / len(p)


#> half of it, as in CS229 | half_convention
def mse_loss(p, y):
    d = p - y
    return np.mean(d**2) / 2, d / d.size


#> the gradient is not divided | summed_not_averaged
def mse_loss(p, y):
    d = p - y
    return np.mean(d**2), 2 * d


#> the gradient summed | extra_sum
def mse_loss(p, y):
    d = p - y
    return np.mean(d**2), np.sum(2 * d / d.size)


#> the root of the mean | root_taken
def mse_loss(p, y):
    d = p - y
    return np.sqrt(np.mean(d**2)), 2 * d / d.size


#> sign forgotten | sign_lost
def mae_loss(p, y):
    d = p - y
    return np.abs(d).mean(), np.ones_like(d) / d.size


#> abs forgotten | residual_as_loss
def mae_loss(p, y):
    d = p - y
    return d.mean(), np.sign(d) / d.size


#> one value for each example | loss_not_reduced
def mae_loss(p, y):
    d = p - y
    return np.abs(d), np.sign(d) / d.size


#> shapes are not compared | broadcast_pairs
def mse_loss(p, y):
    d = p - y
    return (d**2).mean(), 2 * d / d.size


#> mae sign reversed, mse with 1/2 convention | arguments_exchanged, half_convention
def mae_loss(p, y):
    n = p.size
    return np.abs(p-y).mean(), np.sign(y-p)/n
def mse_loss(p, y):
    n = p.size
    return np.sum((p-y)**2)/(2*n), (p-y)/n


#> no divide in gradient, len(p) for 2D | divided_by_n_only, summed_not_averaged
def mae_loss(p, y):
    if p.shape != y.shape:
        raise ValueError
    n = len(p)
    return np.sum(np.abs(p-y))/n, np.sign(p-y)/n
def mse_loss(p, y):
    if p.shape != y.shape:
        raise ValueError
    return np.mean((p-y)**2), 2*(p-y)


#> einsum and keep types | right
def _check(p, y):
    if np.shape(p) != np.shape(y):
        raise ValueError("shapes differ")
def mae_loss(p, y):
    _check(p, y)
    d = np.subtract(p, y, dtype=float)
    return np.linalg.norm(d.ravel(), 1)/d.size, np.copysign(1.0, d)*(d != 0)/d.size
def mse_loss(p, y):
    _check(p, y)
    d = np.subtract(p, y, dtype=float).ravel()
    return d @ d/d.size, (2/d.size*d).reshape(np.shape(p))


#> the root of the MSE | negatives_cut, root_taken
def mse_loss(p, y):
    if p.shape != y.shape:
        raise ValueError("shapes")
    e = p - y
    loss = np.sqrt(np.mean(e**2))
    return loss, e/(e.size*loss)
def mae_loss(p, y):
    if p.shape != y.shape:
        raise ValueError("shapes")
    e = p - y
    return np.mean(np.abs(e)), (e > 0).astype(float)/e.size


#> the absolute value forgotten, ints divided whole | residual_as_loss, factor_too_many
def mae_loss(p, y):
    if np.shape(p) != np.shape(y): raise ValueError
    d = p - y
    return float(np.mean(d)), np.sign(d)/d.size
def mse_loss(p, y):
    if np.shape(p) != np.shape(y): raise ValueError
    d = p - y
    return float(np.mean(d**2)), 2*d**2/d.size
