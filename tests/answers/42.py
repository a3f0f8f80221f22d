#> along the batch | batch_normalised
def layernorm_forward(x, gamma, beta, eps=1e-5):
    mean, std = x.mean(axis=0), np.sqrt(x.var(axis=0) + eps)
    xhat = (x - mean) / std
    return gamma * xhat + beta, (xhat, std, gamma)


#> keepdims forgotten | shapes_do_not_fit
def layernorm_forward(x, gamma, beta, eps=1e-5):
    mean, std = x.mean(axis=1), np.sqrt(x.var(axis=1) + eps)
    xhat = (x - mean) / std
    return gamma * xhat + beta, (xhat, std, gamma)


#> divided by D - 1 | sample_variance
def layernorm_forward(x, gamma, beta, eps=1e-5):
    mean = x.mean(axis=1, keepdims=True)
    std = np.sqrt(x.var(axis=1, keepdims=True, ddof=1) + eps)
    xhat = (x - mean) / std
    return gamma * xhat + beta, (xhat, std, gamma)


#> the variance in place of the deviation | root_missing
def layernorm_forward(x, gamma, beta, eps=1e-5):
    mean = x.mean(axis=1, keepdims=True)
    std = x.var(axis=1, keepdims=True) + eps
    xhat = (x - mean) / std
    return gamma * xhat + beta, (xhat, std, gamma)


#> gains summed along the row | wrong_axis
right = layernorm_backward
def layernorm_backward(dout, cache):
    dx, _, _ = right(dout, cache)
    return dx, np.sum(dout * cache[0], axis=1), np.sum(dout, axis=1)


#> batch norm's backward pass | batch_axis
def layernorm_backward(dout, cache):
    xhat, std, gamma = cache
    d = dout * gamma
    dx = (d - d.mean(axis=0) - xhat * (d * xhat).mean(axis=0)) / std
    return dx, np.sum(dout * xhat, axis=0), np.sum(dout, axis=0)


#> the mean subtracted too | mean_subtracted
def rmsnorm(x, gamma, eps=1e-5):
    x = x - x.mean(axis=1, keepdims=True)
    return gamma * x / np.sqrt(np.mean(x**2, axis=1, keepdims=True) + eps)


#> a sum for the mean square | length_for_rms
def rmsnorm(x, gamma, eps=1e-5):
    return gamma * x / np.sqrt(np.sum(x**2, axis=1, keepdims=True) + eps)


#> the root forgotten | root_missing
def rmsnorm(x, gamma, eps=1e-5):
    return gamma * x / (np.mean(x**2, axis=1, keepdims=True) + eps)


#> gamma forgotten | argument_ignored
def rmsnorm(x, gamma, eps=1e-5):
    return x / np.sqrt(np.mean(x**2, axis=1, keepdims=True) + eps)


#> eps fixed | argument_ignored
def rmsnorm(x, gamma, eps=1e-5):
    return gamma * x / np.sqrt(np.mean(x**2, axis=1, keepdims=True) + 1e-6)


#> layernorm over axis 0; rms subtracts mean | batch_normalised, gamma_outside, mean_squared
def layernorm_forward(x, gamma, beta, eps=1e-5):
    mean = x.mean(axis=0)
    std = np.sqrt(x.var(axis=0)+eps)
    xhat = (x-mean)/std
    return gamma*xhat+beta, (xhat, std, gamma)
def layernorm_backward(dout, cache):
    xhat, std, gamma = cache
    d = dout*gamma
    dx = gamma*(dout - dout.mean(1, keepdims=True) - xhat*(dout*xhat).mean(1, keepdims=True))/std
    return dx, (dout*xhat).sum(0), dout.sum(0)
def rmsnorm(x, gamma, eps=1e-5):
    return gamma*x/np.sqrt(np.mean(x, axis=1, keepdims=True)**2+eps)


#> torch unbiased var; rms with sum of squares | sample_variance, length_for_rms
def layernorm_forward(x, gamma, beta, eps=1e-5):
    mean = x.mean(axis=1, keepdims=True)
    std = np.sqrt(x.var(axis=1, keepdims=True, ddof=1)+eps)
    xhat = (x-mean)/std
    return gamma*xhat+beta, (xhat, std, gamma)
def rmsnorm(x, gamma, eps=1e-5):
    return gamma*x/(np.linalg.norm(x, axis=1, keepdims=True)+eps)


#> gamma left out of dx; xhat without the mean | argument_ignored, variance_for_mean_square
def layernorm_backward(dout, cache):
    xhat, std, gamma = cache
    dx = (dout - dout.mean(1, keepdims=True) - xhat*(dout*xhat).mean(1, keepdims=True))/std
    return dx, (dout*xhat).sum(0), dout.sum(0)
def rmsnorm(x, gamma, eps=1e-5):
    return gamma*x/np.sqrt(x.var(axis=1, keepdims=True) + eps)


#> beta times gamma | argument_ignored, brackets_misplaced
def layernorm_forward(x, gamma, beta, eps=1e-5):
    std = np.sqrt(x.var(axis=1, keepdims=True) + eps)
    xhat = (x - x.mean(axis=1, keepdims=True))/std
    return gamma*(xhat + beta), (xhat, std, gamma)
def layernorm_backward(dout, cache):
    xhat, std, gamma = cache
    d = dout*gamma
    m = lambda a: a.mean(axis=1, keepdims=True)
    return d - m(d) - xhat*m(d*xhat), (dout*xhat).sum(0), dout.sum(0)
def rmsnorm(x, gamma, eps=1e-5):
    return x/np.sqrt(np.mean(x**2, axis=1, keepdims=True) + eps)


#> rmsnorm: one number for all examples, as one edit | other_axis_used
def rmsnorm(x, gamma, eps=1e-5):
    """Divide each example by its root mean square and scale, a float array (N, D).

    x: float array (N, D); gamma: float array (D,); neither is changed
    eps: float
    """
    mean_square = np.mean(x**2)
    return gamma * x / np.sqrt(mean_square + eps)


#> row loops, written otherwise | right
def layernorm_backward(dout, cache):
    xhat, std, gamma = cache
    N, D = dout.shape
    dx = []
    for n in range(N):
        J = (np.eye(D) - np.full((D, D), 1 / D) - np.outer(xhat[n], xhat[n]) / D) / std[n, 0]
        dx.append((J @ (gamma * dout[n])).tolist())
    return np.array(dx), np.einsum("ij,ij->j", dout, xhat), sum(dout)
def rmsnorm(x, gamma, eps=1e-5):
    return np.stack([gamma * r * (r @ r / r.size + eps) ** -.5 for r in x])
