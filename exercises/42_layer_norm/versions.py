"""Inputs of layer normalisation, and wrong passes."""

import numpy as np

from grader.reference.deep import normalisation

layernorm_forward, layernorm_backward = normalisation.layernorm_forward, normalisation.layernorm_backward
signs = lambda rng, D: rng.uniform(0.3, 2.5, D) * rng.choice([-1.0, 1.0], D)  # away(D)


def layer(N, D, **settings):
    """Rows of different size and place."""

    def inputs(rng):
        x = rng.normal(size=(N, D)) * rng.uniform(0.5, 3, (N, 1)) + rng.normal(size=(N, 1))
        return {"x": x, "gamma": signs(rng, D), "beta": signs(rng, D), **settings}

    return inputs


def passed_back(N, D, **settings):
    def inputs(rng):
        cache = layernorm_forward(**layer(N, D, **settings)(rng))[1]
        return {"dout": rng.normal(size=(N, D)), "cache": cache}

    return inputs


def before(dout, cache):
    """Inputs that lead to this cache: the place of the rows and beta make no difference to a gradient."""
    xhat, std, gamma = cache
    eps = float(np.mean(std**2 - (xhat * std).var(axis=1, keepdims=True)))
    return {"dout": dout, "x": xhat * std, "gamma": gamma, "beta": np.zeros_like(gamma), "eps": eps}


def loss(dout, x, gamma, beta, eps):
    return np.sum(dout * layernorm_forward(x, gamma, beta, eps)[0])


def varied(axis=1, deviation=lambda var, eps: np.sqrt(var + eps), **how):
    """The forward pass with one thing done another way."""

    def version(x, gamma, beta, eps=1e-5):
        std = deviation(x.var(axis=axis, keepdims=True, **how), eps)
        xhat = (x - x.mean(axis=axis, keepdims=True)) / std
        return gamma * xhat + beta, (xhat, std, gamma)

    return version


def out_of(version):
    return lambda x, gamma, beta, eps=1e-5: version(x, gamma, beta, eps)[0]


mean = lambda values, axis=1: values.mean(axis=axis, keepdims=True)


def gamma_outside(dout, cache):
    xhat, std, gamma = cache
    return gamma * (dout - mean(dout) - xhat * mean(dout * xhat)) / std


def divided_by(size):
    """rmsnorm with another divisor: size(x, eps)."""
    return lambda x, gamma, eps=1e-5: gamma * x / size(x, eps)


def mean_subtracted(x, gamma, eps=1e-5):
    return normalisation.rmsnorm(x - mean(x), gamma, eps)
