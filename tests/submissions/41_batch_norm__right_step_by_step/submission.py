"""Forward and backward along the computation graph, one small step at a time."""

import numpy as np


def batchnorm_forward(x, gamma, beta, running, train, momentum=0.9, eps=1e-5):
    N = x.shape[0]
    if not train:
        xhat = (x - running["mean"]) / np.sqrt(running["var"] + eps)
        return gamma * xhat + beta, None, running
    mu = 1.0 / N * np.sum(x, axis=0)
    xmu = x - mu
    var = 1.0 / N * np.sum(xmu**2, axis=0)
    std = np.sqrt(var + eps)
    new = {}
    for key, value in (("mean", mu), ("var", var)):
        new[key] = running[key] + (1 - momentum) * (value - running[key])
    return xmu / std * gamma + beta, (xmu / std, std, gamma), new


def batchnorm_backward(dout, cache):
    xhat, std, gamma = cache
    N = len(dout)
    dbeta = np.sum(dout, axis=0)
    dgamma = np.sum(dout * xhat, axis=0)
    dxhat = dout * gamma
    xmu = xhat * std
    divar = np.sum(dxhat * xmu, axis=0)
    dvar = -0.5 * divar / std**3
    dxmu = dxhat / std + 2 * xmu / N * dvar
    return dxmu - np.sum(dxmu, axis=0) / N, dgamma, dbeta


DERIVATION = {
    "dstd_dx": """
        d(std, var)*sum(k, d((x[k] - mean)**2, x[j]))/N
        d(std, var)*sum(k, 2*(x[k] - mean)*([k==j] - 1/N))/N
        = d(std, var)*d(var, x[j])           # what the two lines above are
        = (2*std)**-1 * 2*(x[j] - mean)/N
        = (x[j] - mean)/(N*std)
    """,
    "dL_dx": """
        sum(k, g[k]*d(x[k] - mean, x[j]))/std - sum(k, g[k]*(x[k] - mean))/std**2*d(std, x[j])
        (g[j] - sum(k, g[k])/N)/std - sum(k, g[k]*xhat[k])/std*xhat[j]/N
        1/(N*std)*(N*g[j] - sum(k, g[k]) - xhat[j]*sum(k, g[k]*xhat[k]))
    """,
}
