"""Inputs and wrong versions of exercise 50: the layer forwards and backwards with one thing done another way."""

from grader.exercise.spec import *
from grader.reference.sequences import recurrent

rnn_forward, rnn_backward = recurrent.rnn_forward, recurrent.rnn_backward
sigmoid = reference.activations.sigmoid


def layer(T, N, D, H):
    """T steps of N sequences through a layer of H units, drawn in the order x, h0, Wx, Wh, b."""
    p = drawn(
        lambda rng: {
            "Wx": 0.7 * rng.normal(size=(D, H)),
            "Wh": 0.7 * rng.normal(size=(H, H)),
            "b": 0.5 * rng.normal(size=H),
        }
    )
    return dict(x=normal((T, N, D)), h0=normal((N, H)), p=p)


def after_forward(T, N, D, H):
    """What the backward pass is given: the layer with all its states, then dh."""

    def inputs(rng):
        x, h0, p = (value.realised(rng, {}) for value in layer(T, N, D, H).values())
        return {"dh": rng.normal(size=(T, N, H)), "cache": (x, h0, rnn_forward(x, h0, p), p)}

    return inputs


def forward(squash=np.tanh, x=lambda x, t: x[t], before=lambda h0, state: state, Wh=lambda Wh: Wh, bias=1.0):
    """The forward pass with one thing done another way."""

    def version(x_all, h0, p):
        state, states = h0, []
        for t in range(len(x_all)):
            state = squash(x(x_all, t) @ p["Wx"] + before(h0, state) @ Wh(p["Wh"]) + bias * p["b"])
            states.append(state)
        return np.array(states)

    return lambda x, h0, p: version(x, h0, p)


def forward_outside(part):
    """The forward pass with a bracket that closes too early: what the last state gives, or the bias alone, is added to the tanh."""

    def version(x, h0, p):
        state, states = h0, []
        for x_t in x:
            carried = state @ p["Wh"]
            inside, outside = (0, carried) if part == "state" else (carried, 0)
            state = np.tanh(x_t @ p["Wx"] + inside) + outside + p["b"]
            states.append(state)
        return np.array(states)

    return version


def backward(slope=lambda h: 1 - h**2, carried=lambda z, Wh: z @ Wh.T, d=lambda dh, t, carry: dh[t] + carry):
    """The backward pass with one thing done another way."""

    def version(dh, cache):
        x, h0, h, p = cache
        carry, dx, grads = np.zeros_like(h0), np.zeros_like(x), {name: np.zeros_like(p[name]) for name in p}
        for t in reversed(range(len(x))):
            z = d(dh, t, carry) * slope(h[t])
            dx[t], carry = z @ p["Wx"].T, carried(z, p["Wh"])
            for name, share in shares(x, h0, h, t, z).items():
                grads[name] += share
        return {"dx": dx, "dh0": carry, **grads}

    return version


def shares(x, h0, h, t, z):
    """What the parameters get from step t."""
    return {"Wx": x[t].T @ z, "Wh": (h[t - 1] if t else h0).T @ z, "b": z.sum(axis=0)}


def by_step(dh, cache):
    """z of every step, right, so that the share of a parameter can be looked at step by step."""
    x, h0, h, p = cache
    carry, zs = np.zeros_like(h0), np.zeros_like(h)
    for t in reversed(range(len(x))):
        zs[t] = (dh[t] + carry) * (1 - h[t] ** 2)
        carry = zs[t] @ p["Wh"].T
    return zs


def of_step(name, t):
    """A version of a parameter's gradient: the share of one step only."""

    def version(dh, cache):
        x, h0, h, _ = cache
        return shares(x, h0, h, range(len(x))[t], by_step(dh, cache)[t])[name]

    return version


def with_states_before(before):
    """A version of the gradient of Wh: before(h0, h) are the states that it is thought to have multiplied."""
    return lambda dh, cache: np.einsum("tnh,tnk->hk", before(cache[1], cache[2]), by_step(dh, cache))
