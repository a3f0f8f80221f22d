#> eps outside the root | eps_outside_root
def batchnorm_forward(x, gamma, beta, running, train, momentum=0.9, eps=1e-5):
    if train:
        mean, var = x.mean(axis=0), x.var(axis=0)
        running = {"mean": momentum * running["mean"] + (1 - momentum) * mean, "var": momentum * running["var"] + (1 - momentum) * var}
    else:
        mean, var = running["mean"], running["var"]
        running = dict(running)
    std = np.sqrt(var) + eps
    xhat = (x - mean) / std
    return gamma * xhat + beta, (xhat, std, gamma) if train else None, running


#> momentum the other way round, as PyTorch | momentum_exchanged
def batchnorm_forward(x, gamma, beta, running, train, momentum=0.9, eps=1e-5):
    if train:
        mean, var = x.mean(axis=0), x.var(axis=0)
        running = {"mean": (1 - momentum) * running["mean"] + momentum * mean, "var": (1 - momentum) * running["var"] + momentum * var}
    else:
        mean, var = running["mean"], running["var"]
        running = dict(running)
    std = np.sqrt(var + eps)
    xhat = (x - mean) / std
    return gamma * xhat + beta, (xhat, std, gamma) if train else None, running


#> batch numbers in use | batch_used_in_use
def batchnorm_forward(x, gamma, beta, running, train, momentum=0.9, eps=1e-5):
    mean, var = x.mean(axis=0), x.var(axis=0)
    std = np.sqrt(var + eps)
    xhat = (x - mean) / std
    if train:
        running = {"mean": momentum * running["mean"] + (1 - momentum) * mean, "var": momentum * running["var"] + (1 - momentum) * var}
    return gamma * xhat + beta, (xhat, std, gamma) if train else None, dict(running)


#> along the rows | features_averaged
def batchnorm_forward(x, gamma, beta, running, train, momentum=0.9, eps=1e-5):
    mean, var = x.mean(axis=1, keepdims=True), x.var(axis=1, keepdims=True)
    std = np.sqrt(var + eps)
    xhat = (x - mean) / std
    return gamma * xhat + beta, (xhat, std, gamma), running


#> the running numbers changed in place | mutates_input
def batchnorm_forward(x, gamma, beta, running, train, momentum=0.9, eps=1e-5):
    if train:
        mean, var = x.mean(axis=0), x.var(axis=0)
        running["mean"] = momentum * running["mean"] + (1 - momentum) * mean
        running["var"] = momentum * running["var"] + (1 - momentum) * var
    else:
        mean, var = running["mean"], running["var"]
    std = np.sqrt(var + eps)
    xhat = (x - mean) / std
    return gamma * xhat + beta, (xhat, std, gamma) if train else None, dict(running)


#> beta forgotten | argument_ignored
right = batchnorm_forward
def batchnorm_forward(x, gamma, beta, running, train, momentum=0.9, eps=1e-5):
    return right(x, gamma, 0 * beta, running, train, momentum, eps)


#> momentum fixed | argument_ignored
right = batchnorm_forward
def batchnorm_forward(x, gamma, beta, running, train, momentum=0.9, eps=1e-5):
    return right(x, gamma, beta, running, train, 0.9, eps)


#> eps fixed | argument_ignored
right = batchnorm_forward
def batchnorm_forward(x, gamma, beta, running, train, momentum=0.9, eps=1e-5):
    return right(x, gamma, beta, running, train, momentum, 1e-8)


#> the mean and variance as constants | statistics_constant
def batchnorm_backward(dout, cache):
    xhat, std, gamma = cache
    return dout * gamma / std, np.sum(dout * xhat, axis=0), np.sum(dout, axis=0)


#> gamma forgotten | gamma_missing
def batchnorm_backward(dout, cache):
    xhat, std, gamma = cache
    d = dout
    dx = (d - d.mean(axis=0) - xhat * (d * xhat).mean(axis=0)) / std
    return dx, np.sum(dout * xhat, axis=0), np.sum(dout, axis=0)


#> dbeta and dgamma exchanged | returns_reordered
right_back = batchnorm_backward
def batchnorm_backward(dout, cache):
    dx, dgamma, dbeta = right_back(dout, cache)
    return dx, dbeta, dgamma


#> dgamma without xhat | xhat_missing
right_back = batchnorm_backward
def batchnorm_backward(dout, cache):
    dx, dgamma, dbeta = right_back(dout, cache)
    return dx, np.sum(dout, axis=0), dbeta


#> dgamma averaged | averaged
right_back = batchnorm_backward
def batchnorm_backward(dout, cache):
    dx, dgamma, dbeta = right_back(dout, cache)
    return dx, dgamma / len(dout), dbeta / len(dout)


#> sums in place of means | sums_for_means
def batchnorm_backward(dout, cache):
    xhat, std, gamma = cache
    d = dout * gamma
    dx = (d - d.sum(axis=0) - xhat * (d * xhat).sum(axis=0)) / std
    return dx, np.sum(dout * xhat, axis=0), np.sum(dout, axis=0)


#> the term of the variance forgotten | variance_term_missing
def batchnorm_backward(dout, cache):
    xhat, std, gamma = cache
    d = dout * gamma
    dx = (d - d.mean(axis=0)) / std
    return dx, np.sum(dout * xhat, axis=0), np.sum(dout, axis=0)


#> step by step, right | right
def batchnorm_backward(dout, cache):
    xhat, std, gamma = cache
    N = len(dout)
    dxhat = dout * gamma
    dx = (N * dxhat - dxhat.sum(0) - xhat * (dxhat * xhat).sum(0)) / N / std
    return dx, (dout * xhat).sum(0), dout.sum(0)


#> the keys of the running dict are other ones | entry_missing
right = batchnorm_forward
def batchnorm_forward(x, gamma, beta, running, train, momentum=0.9, eps=1e-5):
    out, cache, run = right(x, gamma, beta, running, train, momentum, eps)
    return out, cache, {"running_mean": run["mean"], "running_var": run["var"]}


#> unbiased variance | sample_variance
def batchnorm_forward(x, gamma, beta, running, train, momentum=0.9, eps=1e-5):
    if not train:
        xhat = (x - running["mean"]) / np.sqrt(running["var"] + eps)
        return gamma * xhat + beta, None, dict(running)
    mean, var = x.mean(0), x.var(0, ddof=1)
    std = np.sqrt(var + eps)
    xhat = (x - mean) / std
    return gamma * xhat + beta, (xhat, std, gamma), {k: momentum * running[k] + (1 - momentum) * v for k, v in (("mean", mean), ("var", var))}


#> running var with N-1; backward treats mean/var as constants | momentum_exchanged, statistics_constant
def batchnorm_forward(x, gamma, beta, running, train, momentum=0.9, eps=1e-5):
    if train:
        mean, var = x.mean(axis=0), x.var(axis=0)
        std = np.sqrt(var) + eps
        xhat = (x-mean)/std
        new = {"mean": (1-momentum)*running["mean"] + momentum*mean, "var": (1-momentum)*running["var"] + momentum*var}
        return gamma*xhat+beta, (xhat, std, gamma), new
    xhat = (x-running["mean"])/np.sqrt(running["var"]+eps)
    return gamma*xhat+beta, None, running
def batchnorm_backward(dout, cache):
    xhat, std, gamma = cache
    return dout*gamma/std, (dout*xhat).sum(0), dout.sum(0)


#> uses batch stats at test; dx lacks mean of dxhat*xhat | batch_used_in_use, averaged
def batchnorm_forward(x, gamma, beta, running, train, momentum=0.9, eps=1e-5):
    mean, var = x.mean(axis=0), x.var(axis=0)
    std = np.sqrt(var+eps)
    xhat = (x-mean)/std
    out = gamma*xhat+beta
    if train:
        return out, (xhat, std, gamma), {"mean": momentum*running["mean"]+(1-momentum)*mean, "var": momentum*running["var"]+(1-momentum)*var}
    return out, None, running
def batchnorm_backward(dout, cache):
    xhat, std, gamma = cache
    N = dout.shape[0]
    dxhat = dout*gamma
    dx = (dxhat - dxhat.mean(0) - xhat*(dxhat*xhat).sum(0))/std
    return dx, np.mean(dout*xhat, axis=0), np.mean(dout, axis=0)


#> einsum via graph of small steps (kratzert) | right
def batchnorm_forward(x, gamma, beta, running, train, momentum=0.9, eps=1e-5):
    if not train:
        return gamma*((x-running["mean"])/(running["var"]+eps)**.5)+beta, None, {k: v.copy() for k, v in running.items()}
    N = len(x)
    mu = np.ones(N) @ x/N
    xmu = x - mu
    var = (xmu**2).sum(0)/N
    std = np.sqrt(var+eps)
    xhat = xmu*(1/std)
    mix = lambda old, new: momentum*old + (1-momentum)*new
    return gamma*xhat+beta, (xhat, std, gamma), dict(mean=mix(running["mean"], mu), var=mix(running["var"], var))
def batchnorm_backward(dout, cache):
    xhat, std, gamma = cache
    N = len(dout)
    J = (np.eye(N)[:, :, None] - 1/N - xhat[:, None]*xhat[None]/N)/std
    return np.einsum("nmd,md->nd", J, dout*gamma), np.einsum("nd,nd->d", dout, xhat), np.einsum("nd->d", dout)


#> dgamma and dbeta exchanged, the batch variance from the running one | sample_variance, returns_reordered
def batchnorm_forward(x, gamma, beta, running, train, momentum=0.9, eps=1e-5):
    mean, var = (x.mean(0), x.var(0, ddof=1)) if train else (running["mean"], running["var"])
    std = np.sqrt(var + eps)
    xhat = (x - mean)/std
    out = xhat*gamma + beta
    if not train:
        return out, None, running
    return out, (xhat, std, gamma), {"mean": momentum*running["mean"] + (1 - momentum)*mean, "var": momentum*running["var"] + (1 - momentum)*var}
def batchnorm_backward(dout, cache):
    xhat, std, gamma = cache
    N = len(dout)
    dx = gamma/std*(dout - dout.mean(0) - xhat*(dout*xhat).mean(0))
    return dx, dout.sum(0), (dout*xhat).sum(0)


#> the epsilon forgotten | argument_ignored, mean_term_missing
def batchnorm_forward(x, gamma, beta, running, train, momentum=0.9, eps=1e-5):
    mean, var = (x.mean(0), x.var(0)) if train else (running["mean"], running["var"])
    std = np.sqrt(var)
    xhat = (x - mean)/std
    out = gamma*xhat + beta
    if not train: return out, None, running
    return out, (xhat, std, gamma), {"mean": momentum*running["mean"] + (1 - momentum)*mean, "var": momentum*running["var"] + (1 - momentum)*var}
def batchnorm_backward(dout, cache):
    xhat, std, gamma = cache
    d = dout*gamma
    return (d - xhat*(d*xhat).mean(0))/std, (dout*xhat).sum(0), dout.sum(0)


#> backward long form: d mean without the 1/N, as one edit | other_function_used
def batchnorm_backward(dout, cache):
    xhat, std, gamma = cache
    N = len(dout)
    dxhat = dout * gamma
    dvar = np.sum(dxhat * xhat * std, axis=0) * -0.5 * std ** -3
    dmu = np.sum(-dxhat / std, axis=0)
    dx = dxhat / std + dvar * 2 * xhat * std / N + dmu
    return dx, (dout * xhat).sum(0), dout.sum(0)


#> long form, einsum, written otherwise | right
def batchnorm_backward(dout, cache):
    xhat, std, gamma = cache
    N, D = dout.shape
    dx = np.empty((N, D))
    for j in range(D):
        J = (np.eye(N) - 1 / N - np.outer(xhat[:, j], xhat[:, j]) / N) / std[j]
        dx[:, j] = J @ (dout[:, j] * gamma[j])
    return [dx, np.einsum("nd,nd->d", dout, xhat), np.ones(N) @ dout]


#> one mean for all units | measured_over_everything
def batchnorm_forward(x, gamma, beta, running, train, momentum=0.9, eps=1e-05):
    if train:
        mean, var = (x.mean(), x.var())
        running = {'mean': momentum * running['mean'] + (1 - momentum) * mean, 'var': momentum * running['var'] + (1 - momentum) * var}
    else:
        mean, var = (running['mean'], running['var'])
        running = dict(running)
    std = np.sqrt(var + eps)
    xhat = (x - mean) / std
    cache = (xhat, std, gamma) if train else None
    return (gamma * xhat + beta, cache, running)
