"""Inputs of batch normalisation, and wrong forward passes."""

import numpy as np

from grader.reference.deep import normalisation

batchnorm_forward, batchnorm_backward = normalisation.batchnorm_forward, normalisation.batchnorm_backward
signs = lambda rng, D: rng.uniform(0.3, 2.5, D) * rng.choice([-1.0, 1.0], D)  # away(D)


def layer(N, D, train=True, **settings):
    """Columns of different size and place, and running values of other batches."""

    def inputs(rng):
        x = rng.normal(size=(N, D)) * rng.uniform(0.5, 3, D) + rng.normal(size=D)
        gamma, beta = signs(rng, D), signs(rng, D)
        running = {"mean": rng.normal(size=D), "var": rng.uniform(0.5, 3, D)}
        return {"x": x, "gamma": gamma, "beta": beta, "running": running, "train": train, **settings}

    return inputs


def passed_back(N, D, **settings):
    def inputs(rng):
        cache = batchnorm_forward(**layer(N, D, **settings)(rng))[1]
        return {"dout": rng.normal(size=(N, D)), "cache": cache}

    return inputs


def before(dout, cache):
    """Inputs that lead to this cache: the place of the columns and beta make no difference to a gradient."""
    xhat, std, gamma = cache
    eps = float(np.mean(std**2 - (xhat * std).var(axis=0)))
    return {"dout": dout, "x": xhat * std, "gamma": gamma, "beta": np.zeros_like(gamma), "eps": eps}


def loss(dout, x, gamma, beta, eps):
    running = {"mean": np.zeros_like(gamma), "var": np.ones_like(gamma)}
    return np.sum(dout * batchnorm_forward(x, gamma, beta, running, True, eps=eps)[0])


TRAINING, IN_USE = ("training", "training, other settings"), ("in use", "one example in use")


def averaged(old, new, momentum):
    return {key: momentum * old[key] + (1 - momentum) * new[key] for key in old}


def varied(
    measured=lambda x: {"mean": x.mean(axis=0), "var": x.var(axis=0)},
    deviation=lambda var, eps: np.sqrt(var + eps),
    output=lambda xhat, gamma, beta: gamma * xhat + beta,
    chosen=lambda batch, running, train: batch if train else running,
    updated=averaged,
    part=None,
):
    """The forward pass with one thing done another way; `part` picks one of (out, cache, running)."""

    def version(x, gamma, beta, running, train, momentum=0.9, eps=1e-5):
        batch = measured(x)
        now = chosen(batch, running, train)
        std = deviation(now["var"], eps)
        xhat = (x - now["mean"]) / std
        kept = updated(running, batch, momentum) if train else running
        whole = output(xhat, gamma, beta), (xhat, std, gamma) if train else None, kept
        return whole if part is None else whole[part]

    return version


def updated_running_used(x, gamma, beta, running, train, momentum=0.9, eps=1e-5):
    """out in training with the running values that the batch has just brought up to date."""
    batch = {"mean": x.mean(axis=0), "var": x.var(axis=0)}
    now = averaged(running, batch, momentum) if train else running
    return gamma * (x - now["mean"]) / np.sqrt(now["var"] + eps) + beta


def cache_of_use(x, gamma, beta, running, train, momentum=0.9, eps=1e-5):
    """What a training pass would keep, made of the running values."""
    std = np.sqrt(running["var"] + eps)
    return (x - running["mean"]) / std, std, gamma


def running_deviation(inside):
    """The running values where "var" averages standard deviations, with eps inside the root or without."""

    def version(x, gamma, beta, running, train, momentum=0.9, eps=1e-5):
        deviations = np.sqrt(x.var(axis=0) + eps * inside)
        return averaged(running, {"mean": x.mean(axis=0), "var": deviations}, momentum) if train else running

    return version


def measure(axis=0, less=0):
    """How mean and variance of the batch are measured: along an axis, and with the divisor N - less."""

    def measured(x):
        mean = x.mean(axis=axis, keepdims=axis == 1)
        squares = np.sum((x - x.mean(axis=axis, keepdims=True)) ** 2, axis=axis, keepdims=axis == 1)
        return {"mean": mean, "var": squares / max(1, x.shape[axis] - less)}

    return measured


unchanged = lambda old, new, momentum: old
mean = lambda values: values.mean(axis=0)
right = lambda d, xhat, std: (d - mean(d) - xhat * mean(d * xhat)) / std
