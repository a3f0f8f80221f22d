"""Exercise 59: the networks of the cases, losses that do one thing another way, and what a training run must reach."""

import functools

import numpy as np

from grader.reference.activations import log_softmax, softmax
from grader.reference.framework import digits

PICTURES, NEW_PICTURES, HIDDEN, EPOCHS, BATCH, RATE = 1500, 1000, 40, 20, 50, 0.02
UPDATES = EPOCHS * PICTURES // BATCH


# Inputs.


def weights(rng, D, H, C):
    return {name: rng.normal(size=shape) for name, shape in {"W1": (D, H), "b1": H, "W2": (H, C), "b2": C}.items()}


def with_labels(D, H, C, N):
    return lambda rng: {"params": weights(rng, D, H, C), "X": rng.normal(size=(N, D)), "y": rng.integers(0, C, N)}


def huge_scores(rng):
    """Scores in the hundreds, and for each example the label that is least likely."""
    params, X = weights(rng, 5, 4, 3), rng.normal(size=(6, 5))
    params["W2"] *= 900
    return {"params": params, "X": X, "y": digits.class_scores(params, X)[0].argmin(axis=1)}


def pictures(rng):
    """1,500 digits to train on; the seed of the test pictures and of the learner's generator is that of the case."""
    case = list(rng.bit_generator.seed_seq.entropy)
    X, y = digits.segment_digits(PICTURES, np.random.default_rng([*case, 0]))
    return dict(X=X, y=y, n_hidden=HIDDEN, epochs=EPOCHS, batch_size=BATCH, lr=RATE, seed=[*case, 2])


def two_sets(D, H, n_train, n_test):
    """Labels that are right but where 3 divides i, and in the test set where i mod 5 is above 1."""

    def inputs(rng):
        params = weights(rng, D, H, 4)
        sets = [rng.normal(size=(n, D)) for n in (n_train, n_test)]
        wrong = np.arange(n_train) % 3 == 0, np.arange(n_test) % 5 > 1
        labels = [(digits.best_class(params, X) + miss) % 4 for X, miss in zip(sets, wrong, strict=True)]
        return {"params": params, "train": (sets[0], labels[0]), "test": (sets[1], labels[1])}

    return inputs


def answers(*counted):
    """Labels and predictions from triples (how often, label, prediction)."""
    pairs = np.array([pair for times, *pair in counted for _ in range(times)])
    return lambda rng: {"y": pairs[:, 0].copy(), "p": pairs[:, 1].copy()}


# The loss.


def one_hot(z, y):
    return np.eye(z.shape[1])[y]


def mean_loss(z, y):
    return -np.mean(log_softmax(z)[np.arange(len(y)), y])


def score_gradient(z, y):
    return (softmax(z) - one_hot(z, y)) / len(y)


def loss(J=mean_loss, dz=score_gradient, slope=lambda U: U * (1 - U), bias=lambda d: d.sum(axis=0)):
    """(J, grads) with one thing done another way."""

    def version(params, X, y):
        z, U = digits.class_scores(params, X)
        d = dz(z, y)
        da = d @ params["W2"].T * slope(U)
        return J(z, y), {"W1": X.T @ da, "b1": bias(da), "W2": U.T @ d, "b2": bias(d)}

    return version


def part(place, version):
    return lambda **inputs: version(**inputs)[place]


def negative_log(p, y):
    return -np.mean(np.log(p[np.arange(len(y)), y]))


def unshifted(z):
    return np.exp(z) / np.exp(z).sum(axis=1, keepdims=True)


def binary_loss(p, labels):
    """The sum over the classes of a binary cross-entropy each, with the usual small number in the logarithms."""
    return -np.sum(labels * np.log(p + 1e-12) + (1 - labels) * np.log(1 - p + 1e-12)) / len(p)


def down_columns(z):
    return softmax(z.T).T


# Training.


@functools.lru_cache(maxsize=4)
def new_pictures(*case):
    return digits.segment_digits(NEW_PICTURES, np.random.default_rng([*case, 1]))


def fault_of(params):
    """What is wrong with the form of params, as a sentence; None where they are finite arrays of the right shapes."""
    for name, shape in {"W1": (40, HIDDEN), "b1": (HIDDEN,), "W2": (HIDDEN, 10), "b2": (10,)}.items():
        found = params.get(name)
        if not isinstance(found, np.ndarray) or found.shape != shape:
            return f"params[{name!r}] has the shape {shape}, got {getattr(found, 'shape', type(found).__name__)}"
        if not np.isfinite(found).all():
            return f"params[{name!r}] holds a number that is not finite"
    return None


def shares(output, inputs):
    """The shares of right answers on the pictures that were trained on, and on new ones."""
    return digits.accuracies(output["params"], (inputs["X"], inputs["y"]), new_pictures(*inputs["seed"][:-1]))


def learns(output, **inputs):
    """The law for `fit`."""
    if fault := fault_of(output["params"]):
        return fault
    history, (_, right) = np.ravel(output["history"]), shares(output, inputs)
    if right >= 0.93 and len(history) == EPOCHS and history[-1] < min(0.5, history[0]):
        return None
    losses = f"from {history[0]:.4g} to {history[-1]:.4g}" if len(history) else "none"
    return (
        f"{right:.1%} of {NEW_PICTURES:,} new pictures right, {len(history)} losses, {losses}; "
        f"expected 93%, and {EPOCHS} losses, the last below 0.5 and below the first"
    )


def what_was_learnt(output, **inputs):
    """What to say beside a passed case: the share, and the pair that is confused most often."""
    X, y = new_pictures(*inputs["seed"][:-1])
    p = digits.best_class(output["params"], X)
    label, taken_for = digits.most_confused(y, p)
    times = np.sum((y == label) & (p == taken_for))
    return f"{np.mean(p == y):.1%} of {len(y):,} new pictures right; {label} is taken for {taken_for} most often ({times} times)"


class Run:
    """One run of fit, with what the conditions of the mistakes ask for."""

    def __init__(self, e):
        (view,) = e.plain
        self.params = view.got["params"]
        self.history = np.ravel(view.got["history"])
        self.first, self.last = self.history[0], self.history[-1]
        self.train, self.test = shares(view.got, view.inputs)
        self.loss = digits.classifier_loss(self.params, view.inputs["X"], view.inputs["y"])[0]
        self.guesses = max(self.train, self.test) < 0.25
        self.same_units = np.ptp(self.params["W1"], axis=1).max() <= 1e-9
        self.complete = len(self.history) == EPOCHS
        self.bias = np.abs(self.params["b1"]).max()


def went_uphill(run):
    """600 steps of Adam uphill end at a loss of about 900; a rate that is too large does not get there."""
    return run.guesses and run.last > max(run.first, 300)


def over_the_batch(run):
    """A softmax over the 50 examples of a batch comes to rest at ln 50."""
    return run.complete and run.guesses and abs(run.last - np.log(BATCH)) < 0.02


def crept(run):
    """The loss is that of the weights, which have hardly moved; one that was never below ln 10 is no descent at all."""
    return run.complete and 0.9 < run.last < run.first + 0.01 and abs(run.loss - run.last) < 0.1 and run.bias < 0.6


def has_learnt_other_pairs(run):
    """Adam has moved the weights far, and towards nothing that the pictures show."""
    falls = run.complete and run.guesses and not run.same_units and 1 < run.last < min(run.first, 3)
    return falls and run.bias > 0.5 and (run.loss - run.last > 0.25 or run.last > 2.28)


# Runs in the probe's form. One hidden unit for each digit at each of its four places: e to the power of its likelihood.


def templates():
    """The 40 clean pictures, four for each digit."""
    pictures = np.zeros((10, 4, 8, 5))
    for digit, segments in enumerate(digits.SEGMENTS):
        for place in range(4):
            for row, column in (cell for segment in segments for cell in digits.CELLS[segment]):
                pictures[digit, place, row + place // 2, column + place % 2] = 0.8
    return pictures.reshape(40, 40)


def run(history, classes=range(10), spread=None):
    """A network of templates, whose digits are called `classes`; or one of random weights."""
    rng, T = np.random.default_rng(0), templates()
    params = {
        "W1": 20 * T.T,
        "b1": -10 * (T**2).sum(axis=1) - 60,
        "W2": np.eye(10)[np.repeat(classes, 4)],
        "b2": np.zeros(10),
    }
    if spread:
        params = {name: spread * rng.normal(size=array.shape) for name, array in params.items()}
    return lambda **inputs: {"params": params, "history": list(np.array(history, dtype=float))}


def alike(**inputs):
    params = {"W1": np.ones((40, 40)), "b1": np.ones(40), "W2": np.ones((40, 10)), "b2": np.zeros(10)}
    return {"params": params, "history": list(FALLING)}


FALLING, OTHERS = np.linspace(2, 0.1, EPOCHS), np.roll(range(10), 1)


# The most frequent pair.


def confused_by(counts_of):
    """The pair with the highest count in counts_of(counts, where counts are 10 x 10, right answers left out)."""

    def version(y, p):
        counts = np.zeros((10, 10))
        np.add.at(counts, (y, p), 1)
        hits = np.diag(np.diag(counts))
        return np.unravel_index(np.argmax(counts_of(counts - hits, counts)), (10, 10))

    return version


def worst_digit(y, p):
    wrong = y != p
    label = np.bincount(y[wrong]).argmax()
    return label, np.bincount(p[wrong & (y == label)]).argmax()


def first_error(y, p):
    k = np.argmax(y != p)
    return y[k], p[k]
