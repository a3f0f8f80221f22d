"""A table encoded and a logistic regression trained, right and wrong, for exercise 32."""

import numpy as np

from grader import reference

sigmoid = reference.activations.sigmoid
ROWS = reference.data.HEART_ROWS
FIXED = {"ChestPain": reference.data.CHEST_PAIN, "Thal": reference.data.THAL}
FEATURES = [column for column in reference.data.COLUMNS if column != "AHD"]
LABELS = np.array([1.0, 0, 1, 1, 0, 1, 0])
HOPELESS = np.array([[400.0, -300.0], [500.0, -350.0], [-300.0, 100.0]])
LARGE = np.array([[400.0, -300.0], [-500.0, 250.0], [300.0, 100.0]])


def encoded(columns):
    """X with the numbers that columns(column, entry, rows) puts in the place of a category."""

    def version(rows):
        def features(row):
            return [columns(c, row[c], rows) if c in FIXED else [row[c]] for c in FEATURES]

        return np.array([np.concatenate(features(row)) for row in rows], dtype=float)

    return version


def seen_in_rows(column, entry, rows):
    return [float(entry == category) for category in dict.fromkeys(row[column] for row in rows)]


def training(examples, lr, epochs, B):
    """A case on (X, y, how many numbers were drawn) = examples(rng), with rng(32, k) as it is after the draws."""

    def inputs(rng):
        X, y, drawn = examples(rng)
        seed = list(rng.bit_generator.seed_seq.entropy)
        return {"X": X, "y": y, "lr": lr, "epochs": epochs, "B": B, "seed": seed, "drawn": drawn}

    return inputs


def seven(rng):
    return rng.normal(size=(7, 2)), LABELS, 14


def ten_alike(rng):
    return np.tile([0.8, -1.3], (10, 1)), np.ones(10), 0


def large(rng):
    return LARGE, np.array([1.0, 0, 1]), 0


def inseparable(rng):
    return HOPELESS, np.array([1.0, 0, 1]), 0


def separable(rng):
    X = rng.normal(size=(400, 2))
    margin = 1.5 * X[:, 0] - X[:, 1] + 0.4
    clear = np.abs(margin) > 0.3
    return X[clear][:200], (margin[clear][:200] > 0).astype(float), X.size


def trained(X, y, lr, epochs, B, seed, drawn):
    rng = np.random.default_rng(seed)
    rng.normal(size=drawn)
    return reference.data.train_logistic(X, y, lr, epochs, B, rng)


def separates(output, X, y, lr, epochs, B, seed, drawn):
    w, b, history = output
    share = np.mean((X @ w + float(b) > 0) == (y > 0.5))
    if np.shape(w) != (2,) or len(history) != epochs:
        return f"w of shape (2,) and {epochs} losses are expected, got {np.shape(w)} and {len(history)}"
    if share < 0.95:
        return f"{share:.1%} of the decisions are right, at least 95% are expected"
    if not history[-1] < history[0] / 2:
        return f"the loss goes from {history[0]:.4g} to {history[-1]:.4g}, expected to less than half"
    return None


def order_is_drawn(output, X, y, lr, epochs, B, seed, drawn):
    """Which order a generator gives is open; that of the table would be a rare chance, with four epochs of seven examples."""
    w, b, history = output
    unshuffled = varied()(X, y, lr, epochs, B, seed, drawn)
    if np.shape(w) != np.shape(unshuffled[0]) or len(history) != epochs:
        return f"w of shape {np.shape(unshuffled[0])} and {epochs} losses are expected, got {np.shape(w)} and {len(history)}"
    if np.allclose(w, unshuffled[0], rtol=1e-9, atol=1e-12):
        return "the batches are cut from the table as it stands, in the same order in every epoch"
    if np.allclose(w, drawn_once(X, y, lr, epochs, B, seed, drawn)[0], rtol=1e-9, atol=1e-12):
        return "the order is drawn once, and is the same in every epoch"
    gap = abs(history[-1] - loss_of(X, y, w, float(b)))
    return None if gap <= 1e-7 else f"the last loss is {gap:.2g} away from the loss of the weights that are returned"


def drawn_once(X, y, lr, epochs, B, seed, drawn):
    """The training in an order that is drawn before the first epoch."""
    rng = np.random.default_rng(seed)
    rng.normal(size=drawn)
    order = rng.permutation(len(X))
    w, b, _ = varied()(X[order], y[order], lr, epochs, B, seed, drawn)
    return w, b, [loss_of(X, y, w, b)] * epochs


def drawn_once_w(**inputs):
    return drawn_once(**inputs)[0]


def in_order(n, B):
    return [slice(k, min(k + B, n)) for k in range(0, n, B)]


def whole_batches_only(n, B):
    return [slice(k, k + B) for k in range(0, n - B + 1, B)]


def varied(batches=in_order, residual=lambda p, y: p - y, divisor=lambda k, B: k, sign=-1, bias=lambda k: 1):
    """The training with one thing done another way; on the cases that are compared the order makes no difference.

    bias: by what the gradient of the bias is multiplied.
    """

    def version(X, y, lr, epochs, B, seed, drawn):
        w, b, history = np.zeros(X.shape[1]), 0.0, []
        for _ in range(epochs):
            for part in batches(len(X), B):
                dz = residual(sigmoid(X[part] @ w + b), y[part]) / divisor(len(X[part]), B)
                w = w + sign * lr * X[part].T @ dz
                b = b + sign * lr * dz.sum() * bias(len(dz))
            history.append(loss_of(X, y, w, b))
        return w, b, history

    return version


def loss_of(X, y, w, b):
    return reference.losses.bce_with_logits(X @ w + b, y)[0]


def clipped(edge):
    """The losses from probabilities that are kept `edge` away from 0 and 1."""

    def version(X, y, lr, epochs, B, seed, drawn):
        history = []
        for count in range(1, epochs + 1):
            w, b, _ = trained(X, y, lr, count, B, seed, drawn)
            p = np.clip(sigmoid(X @ w + b), edge, 1 - edge)
            history.append(np.mean(-y * np.log(p) - (1 - y) * np.log(1 - p)))
        return history

    return version


def during(average):
    """The mean of the batches' losses, each before its update; np.average weighs a batch by its size."""

    def version(X, y, lr, epochs, B, seed, drawn):
        w, b, history = np.zeros(X.shape[1]), 0.0, []
        for _ in range(epochs):
            losses, sizes = [], []
            for part in in_order(len(X), B):
                losses.append(loss_of(X[part], y[part], w, b))
                sizes.append(len(X[part]))
                dz = (sigmoid(X[part] @ w + b) - y[part]) / len(X[part])
                w, b = w - lr * X[part].T @ dz, b - lr * dz.sum()
            history.append(average(losses) if average is np.mean else average(losses, weights=sizes))
        return history

    return version


def loss_before_update(X, y, **settings):
    _, _, history = trained(X, y, **settings)
    return [loss_of(X, y, np.zeros(X.shape[1]), 0.0), *history[:-1]]
