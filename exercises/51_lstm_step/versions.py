"""Inputs and wrong versions of exercise 51: the step forwards and backwards with one thing done another way."""

from grader.exercise.spec import *
from grader.reference.sequences import recurrent

sigmoid = reference.activations.sigmoid
PARTS = ("dx", "dh", "dc", "W", "b")


def cell(N, D, H):
    """One step of N sequences, drawn in the order x, h, c, W, b."""
    p = drawn(lambda rng: {"W": 0.7 * rng.normal(size=(D + H, 4 * H)), "b": 0.5 * rng.normal(size=4 * H)})
    return dict(x=normal((N, D)), h=normal((N, H)), c=normal((N, H)), p=p)


def after_forward(N, D, H):
    """What the backward pass is given: dh2, dc2 (drawn last) and the cache of a right step."""

    def inputs(rng):
        values = {name: value.realised(rng, {}) for name, value in cell(N, D, H).items()}
        dh2, dc2 = rng.normal(size=(N, H)), rng.normal(size=(N, H))
        return {"dh2": dh2, "dc2": dc2, "cache": recurrent.lstm_step(**values)[2]}

    return inputs


def acted_on(dh2, dc2, x, h, c, p):
    """What the gradients are slopes of."""
    h2, c2, _ = recurrent.lstm_step(x, h, c, p)
    return np.sum(dh2 * h2) + np.sum(dc2 * c2)


def inputs_of_step(dh2, dc2, cache):
    """The arguments of a step with this cache, b from the score of the input gate and the others."""
    xh, c, i, f, o, g, _, W = cache
    D = xh.shape[1] - c.shape[1]
    scores = np.concatenate([np.log(gate / (1 - gate)) for gate in (i, f, o)] + [np.arctanh(g)], axis=1)
    b = (scores - xh @ W).mean(axis=0)
    return {"dh2": dh2, "dc2": dc2, "x": xh[:, :D], "h": xh[:, D:], "c": c, "p": {"W": W, "b": b}}


def forward(
    order="ifog",
    gate=sigmoid,
    candidate=np.tanh,
    memory=lambda i, f, g, c: f * c + i * g,
    state_first=False,
    shown=lambda o, c, c2: o * np.tanh(c2),
):
    """The step with one thing done another way."""

    def version(x, h, c, p):
        xh = np.concatenate([h, x] if state_first else [x, h], axis=1)
        scores = dict(zip(order, np.split(xh @ p["W"] + p["b"], 4, axis=1), strict=True))
        i, f, o, g = (gate(scores["i"]), gate(scores["f"]), gate(scores["o"]), candidate(scores["g"]))
        c2 = memory(i, f, g, c)
        return shown(o, c, c2), c2, (xh, c, i, f, o, g, c2, p["W"])

    return version


def backward(
    d=lambda dh2, dc2, o, c2: dc2 + dh2 * o * (1 - np.tanh(c2) ** 2),
    forget=lambda c, c2: c,
    output=lambda c2: np.tanh(c2),
    slope=lambda s: s * (1 - s),
    forget_slope=None,
    candidate=lambda g: 1 - g**2,
    order="ifog",
    partners=lambda c, g: (g, c),
    through="output",
):
    """The backward pass with one thing done another way."""

    def version(dh2, dc2, cache):
        xh, c, i, f, o, g, c2, W = cache
        at_c2 = d(dh2, dc2, o, c2)
        of_i, of_f = partners(forget(c, c2), g)
        blocks = {
            "i": at_c2 * of_i * slope(i),
            "f": at_c2 * of_f * (forget_slope or slope)(f),
            "o": (dh2 if through == "output" else at_c2) * output(c2) * slope(o),
            "g": at_c2 * i * candidate(g),
        }
        da = np.concatenate([blocks[gate] for gate in order], axis=1)
        dxh, D = da @ W.T, xh.shape[1] - c.shape[1]
        return {"dx": dxh[:, :D], "dh": dxh[:, D:], "dc": at_c2 * f, "W": xh.T @ da, "b": da.sum(axis=0)}

    return version


def exchanged(part):
    """The gradient of x or h where the columns of h are thought to stand first."""

    def version(dh2, dc2, cache):
        right = recurrent.lstm_step_backward(dh2, dc2, cache)
        dxh, H = np.concatenate([right["dx"], right["dh"]], axis=1), right["dh"].shape[1]
        return dxh[:, H:] if part == "dx" else dxh[:, :H]

    return version
