"""A small network, its training and its pictures: what is right, what was learnt, and wrong versions, for exercise 35."""

import numpy as np

from grader import reference

sigmoid = reference.activations.sigmoid
POINTS = np.random.default_rng(0).random((400, 2))
INSIDE = (np.abs(POINTS - 0.5).max(axis=1) < 0.3).astype(float)
NAMES = ("WH", "bH", "WO", "bO")
EPOCHS, UPDATES, ENOUGH = 200, 800, 0.9


# The start.


def a_start(rng):
    return {"n_in": 3, "n_hidden": 5, "seed": list(rng.bit_generator.seed_seq.entropy)}


def start(n_in, n_hidden, seed):
    return reference.networks.TwoLayerNet(n_in, n_hidden, np.random.default_rng(seed)).params


def zeros(n_in, n_hidden, seed):
    return {name: np.zeros_like(values) for name, values in start(n_in, n_hidden, seed).items()}


def fault_of(params, n_in, n_hidden):
    """What is wrong with the form of params, as a sentence; None where they are finite arrays of the right shapes."""
    shapes = {"WH": (n_hidden, n_in), "bH": (n_hidden,), "WO": (1, n_hidden), "bO": (1,)}
    for name in NAMES:
        found = params.get(name)
        if not isinstance(found, np.ndarray) or found.shape != shapes[name]:
            return f"params[{name!r}] has the shape {shapes[name]}, got {getattr(found, 'shape', type(found).__name__)}"
        if not np.isfinite(found).all():
            return f"params[{name!r}] holds a number that is not finite"
    return None


def can_learn(params, n_in, n_hidden, seed):
    if fault := fault_of(params, n_in, n_hidden):
        return fault
    if len(np.unique(params["WH"], axis=0)) < n_hidden:
        return "two rows of WH are equal: the random start is to make all hidden units different"
    return None


# Loss and decisions on given weights.


def weights(h, X, **more):
    """A case with normal weights of h hidden units."""

    def inputs(rng):
        shapes = {"WH": (h, 2), "bH": h, "WO": (1, h), "bO": 1}
        return {"params": {name: rng.normal(size=shape) for name, shape in shapes.items()}, "X": X, **more}

    return inputs


def both_sides(rng):
    """All points, with bO moved so that half of their scores are positive: as drawn, it decides all of them alike."""
    inputs = weights(4, POINTS)(rng)
    inputs["params"]["bO"] -= np.median(scores(**inputs)[1])
    return inputs


def scores(params, X):
    """The hidden activations (N, h) and the scores (N,)."""
    UH = sigmoid(X @ params["WH"].T + params["bH"])
    return UH, UH @ params["WO"][0] + params["bO"]


def net_of(params):
    net = reference.networks.TwoLayerNet(2, len(params["bH"]), np.random.default_rng(1))
    net.params = params
    return net


def loss(params, X, y):
    return net_of(params).loss(X, y)


def predict(params, X):
    return net_of(params).predict(X)


def predict_above(border):
    """Decisions by another border than 0 for the score."""

    def version(params, X):
        return predict({**params, "bO": params["bO"] - border}, X)

    return version


def score_slope(z, y):
    return (sigmoid(z) - y) / len(z)


def varied(dz=score_slope, slope=lambda UH: UH * (1 - UH), J=lambda z, y: np.mean(np.logaddexp(0, z) - y * z)):
    """The loss with one thing done another way."""

    def version(params, X, y):
        UH, z = scores(params, X)
        dZO = dz(z, y)[:, None]
        dZH = dZO @ params["WO"] * slope(UH)
        return J(z, y), {"WH": dZH.T @ X, "bH": dZH.sum(axis=0), "WO": dZO.T @ UH, "bO": dZO.sum(axis=0)}

    return version


def all_pairs(z, y):
    return np.mean(np.logaddexp(0, z)[:, None] - y * z[:, None])


# Training, step by step: on one batch, and on examples that are all equal, the order of the examples makes no difference.

BETA1, BETA2, EPSILON = 0.9, 0.999, 1e-8
ALIKE_POINTS = np.tile([[0.3, -0.8]], (10, 1))


def steps(h, X, y, epochs, batch_size, lr):
    """A case that trains given weights of h hidden units."""
    return weights(h, X, y=y, epochs=epochs, batch_size=batch_size, lr=lr)


def trains(output, params, X, y, epochs, batch_size, lr):
    """The weights are those of the reference, and each loss is one that may be called the mean loss of its epoch."""
    try:
        if by_own_gradients(output, params, X, epochs, batch_size, lr):
            return None
    except (ValueError, TypeError, KeyError, AttributeError):  # gradients of another form: the reference alone decides
        pass
    right = other_training()(params, X, y, epochs, batch_size, lr)
    if fault := fault_of(output["after"], 2, len(params["bH"])):
        return fault
    for name in NAMES:
        got, wanted = output["after"][name], right["after"][name]
        if not np.allclose(got, wanted, rtol=1e-6, atol=1e-9):
            place = tuple(int(k[0]) for k in np.nonzero(~np.isclose(got, wanted, rtol=1e-6, atol=1e-9)))
            return f"after fit {name}{list(place)} is {got[place]:.8g}, expected {wanted[place]:.8g}"
    history = np.ravel(output["history"])
    if not any(history.shape == (epochs,) and np.allclose(history, one, rtol=1e-6) for one in right["losses"]):
        shown = ", ".join(f"{loss:.6g}" for loss in history[:4])
        return f"the losses are {shown}, expected {', '.join(f'{loss:.6g}' for loss in right['history'])}"
    return None


def by_own_gradients(output, params, X, epochs, batch_size, lr):
    """The steps and losses are right for the gradients that the learner's own loss gives, be these right or not."""
    asked, updates = output.get("asked", []), -(-len(X) // batch_size)
    if len(asked) != epochs * updates:
        return False
    state, weights = {}, params
    for t, (_, grads) in enumerate(asked, 1):
        state |= {"t": t, "betas": (BETA1, BETA2), "corrections": (corrected, corrected)}
        weights = {name: weights[name] - by_adam(state, name, grads[name], lr) for name in NAMES}
    losses = np.array([J for J, _ in asked]).reshape(epochs, updates)
    sizes = [min(batch_size, len(X) - k) for k in range(0, len(X), batch_size)]
    means = (losses.mean(axis=1), np.average(losses, axis=1, weights=sizes))
    recorded = any(np.allclose(output["history"], one, rtol=1e-6) for one in means)
    return recorded and same_weights(output["after"], weights)


corrected = lambda average, beta, t: average / (1 - beta**t)
uncorrected = lambda average, beta, t: average
as_at_first = lambda average, beta, t: average / (1 - beta)


def by_adam(state, name, gradient, lr):
    """The step of Adam, and of one with other settings: state holds "t", "betas", "corrections" and the averages."""
    (first, second), t = state["betas"], state["t"]
    m = state[f"m{name}"] = first * state.get(f"m{name}", 0) + (1 - first) * gradient
    v = state[f"v{name}"] = second * state.get(f"v{name}", 0) + (1 - second) * gradient**2
    of_mean, of_square = state["corrections"]
    m, v = of_mean(m, first, t), of_square(v, second, t)
    return lr * m / (np.sqrt(v) + EPSILON)


def by_slope(state, name, gradient, lr):
    return lr * gradient


def other_training(
    step=by_adam, sign=-1, forget="never", betas=(BETA1, BETA2), corrections=(corrected, corrected), batches=None
):
    """fit with one thing done another way.

    step(state, name, gradient, lr) is what is added to a weight, times `sign`; forget: "batch" or "epoch" begins the state anew with
    each; batches(n, B): the slices of an epoch.
    """

    def version(params, X, y, epochs, batch_size, lr):
        net, state, losses = net_of({name: value.copy() for name, value in params.items()}), {}, []
        for _ in range(epochs):
            state, of_epoch, sizes = state if forget != "epoch" else {}, [], []
            for part in (batches or in_order)(len(X), batch_size):
                J, grads = net.loss(X[part], y[part])
                of_epoch.append(J)
                sizes.append(len(X[part]))
                state = {} if forget == "batch" else state
                state |= {"t": state.get("t", 0) + 1, "betas": betas, "corrections": corrections}
                net.params = {name: net.params[name] + sign * step(state, name, grads[name], lr) for name in NAMES}
            losses.append((np.average(of_epoch, weights=sizes), np.mean(of_epoch), net.loss(X, y)[0]))
        kinds = np.array(losses).T
        return {"after": net.params, "history": list(kinds[0]), "losses": kinds}

    return version


def batch_count(X, batch_size):
    return -(-len(X) // batch_size)


def len_of_X(X, batch_size):
    return len(X)


def summed_losses(view, counts):
    """The weights are right, and each loss is the mean times this count."""
    right = other_training()(**view.inputs)
    times = counts(view.inputs["X"], view.inputs["batch_size"])
    history = np.ravel(view.got["history"])
    means = [one for one in right["losses"] if one.shape == history.shape]
    return same_weights(view.got["after"], right["after"]) and any(
        np.allclose(history, times * one, rtol=1e-6) for one in means
    )


def with_sums(counts):
    """A training whose losses are sums."""

    def version(X, y, **settings):
        if not settings:
            return one_unit_per_edge(X, y)
        right = other_training()(X=X, y=y, **settings)
        return {**right, "history": [counts(X, settings["batch_size"]) * loss for loss in right["history"]]}

    return version


def in_order(n, B):
    return [slice(k, min(k + B, n)) for k in range(0, n, B)]


def same_weights(found, wanted):
    return all(np.allclose(found[name], wanted[name], rtol=1e-6, atol=1e-9) for name in NAMES)


# Training on the square.


def one_unit_per_edge(X, y):
    """A run that learnt the square as one would draw it: four steep units, one for each edge, that all must say yes."""
    edges = {"WH": 40 * np.array([[1.0, 0], [-1, 0], [0, 1], [0, -1]]), "bH": 40 * np.array([-0.2, 0.8, -0.2, 0.8])}
    after = {**edges, "WO": np.full((1, 4), 10.0), "bO": np.array([-35.0])}
    return {"runs": [run(after, np.linspace(0.66, loss(after, X, y)[0], EPOCHS))]}


def run(after, history):
    return {"before": start(2, 4, 0), "after": after, "history": list(history)}


def share_right(params):
    return float(np.mean((net_of(params).predict(POINTS) > 0.5) == (INSIDE > 0.5)))


def learnt(one):
    history = one["history"]
    recorded = len(history) == EPOCHS and history[-1] < min(0.3, history[0])
    return share_right(one["after"]) >= ENOUGH and recorded and not fault_of_record(one)


def fault_of_record(one):
    """The last loss must be near that of the weights which fit leaves behind."""
    recorded, present = np.ravel(one["history"])[-1], loss(one["after"], POINTS, INSIDE)[0]
    if abs(recorded - present) <= 0.1 + 0.5 * present:
        return None
    return f"the last loss is {recorded:.4g}, but the loss of the weights that fit leaves behind is {present:.4g}"


def learns(output, X, y):
    runs = output["runs"]
    fault = next(filter(None, (fault_of(one["after"], 2, 4) for one in runs)), None)
    if fault or any(map(learnt, runs)):
        return fault
    best = max(runs, key=lambda one: share_right(one["after"]))
    history = best["history"]
    if len(history) == EPOCHS and (fault := fault_of_record(best)):
        return fault
    return (
        f"best of {len(runs)}: {share_right(best['after']):.1%} right, {len(history)} losses from {history[0]:.4g} to "
        f"{history[-1]:.4g}; expected 90% and {EPOCHS} losses, the last below 0.3"
    )


def what_was_learnt(output, X, y, **settings):
    if settings:
        return ""
    one = next(filter(learnt, output["runs"]))
    units = "; ".join(f"unit {k + 1} {told(one['after'], k)}" for k in range(4))
    return f"loss {one['history'][-1]:.4g}, {share_right(one['after']):.1%} right; {units}"


def told(params, k):
    """The half-plane on which a hidden unit is on, and what it then does to the score."""
    (w0, w1), b, v = params["WH"][k], params["bH"][k], params["WO"][0, k]
    scale = max(abs(w0), abs(w1)) or 1.0
    line = f"{w0 / scale:.2f} x0 {'-' if w1 < 0 else '+'} {abs(w1) / scale:.2f} x1 > {-b / scale:.2f}"
    return f"{'adds' if v > 0 else 'takes'} {abs(v):.1f} where {line.replace('1.00 ', '')}"


def unchanged(one):
    return all(np.array_equal(one["after"][name], one["before"][name]) for name in NAMES)


def units_alike(one):
    return np.ptp(one["after"]["WH"], axis=0).max() <= 1e-9


FALLING = np.linspace(0.66, 0.6, EPOCHS)
ALIKE = {"WH": np.ones((4, 2)), "bH": np.ones(4), "WO": np.ones((1, 4)), "bO": np.ones(1)}


# The grid.


def one_and_ten(X):
    return X[:, 0] + 10 * X[:, 1]


def decision_grid(x0_range, x1_range, n):
    return reference.networks.decision_grid(one_and_ten, x0_range, x1_range, n)


def corners_mixed(x0_range, x1_range, n):
    both = (x0_range[0], x1_range[1])
    return decision_grid(both, both, n)


# The maps of the hidden units.

hidden_maps = reference.networks.hidden_maps


def map_case(h, x0_range, x1_range, n):
    """A case with normal weights of h hidden units; those of the output do not matter and are 0."""

    def inputs(rng):
        hidden = {"WH": 2 * rng.normal(size=(h, 2)), "bH": rng.normal(size=h)}
        params = {**hidden, "WO": np.zeros((1, h)), "bO": np.zeros(1)}
        return {"params": params, "x0_range": x0_range, "x1_range": x1_range, "n": n}

    return inputs


def reshape_at_once(maps):
    """The activations, a row for each point, with the shape of the maps: numbers of all units mixed."""
    return maps.reshape(len(maps), -1).T.reshape(maps.shape)


def maps_with_corners_mixed(params, x0_range, x1_range, n):
    both = (x0_range[0], x1_range[1])
    return hidden_maps(params, both, both, n)
