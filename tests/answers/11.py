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
