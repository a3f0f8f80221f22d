"""Exercise 32: encode_heart, train_logistic, predict."""

import numpy as np

from grader import reference
from grader.exercise.spec import Exercise, Target, error, extreme, mistake, plain, raw

sigmoid = reference.activations.sigmoid
ROWS = reference.data.HEART_ROWS
FIXED = {"ChestPain": reference.data.CHEST_PAIN, "Thal": reference.data.THAL}
FEATURES = [column for column in reference.data.COLUMNS if column != "AHD"]
LABELS = np.array([1.0, 0, 1, 1, 0, 1, 0])
LARGE = np.array([[400.0, -300.0], [-500.0, 250.0], [300.0, 100.0]])
EIGHT = [[0.5, -0.6], [-1, 0.3], [0.4, 1], [2, 1.5], [-0.3, -0.4], [0.2, 0.4], [-1.6, -1.4], [1.8, -1.1]]
WHOLE_BATCHES = ("all examples in one batch", "a batch larger than the set", "ten equal examples in fours")


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


def in_order(n, B):
    return [slice(k, min(k + B, n)) for k in range(0, n, B)]


def whole_batches_only(n, B):
    return [slice(k, k + B) for k in range(0, n - B + 1, B)]


def varied(batches=in_order, residual=lambda p, y: p - y, divisor=lambda k, B: k, sign=-1, bias=True):
    """The training with one thing done another way; on the cases that are compared the order makes no difference."""

    def version(X, y, lr, epochs, B, seed, drawn):
        w, b, history = np.zeros(X.shape[1]), 0.0, []
        for _ in range(epochs):
            for part in batches(len(X), B):
                dz = residual(sigmoid(X[part] @ w + b), y[part]) / divisor(len(X[part]), B)
                w = w + sign * lr * X[part].T @ dz
                b = b + sign * lr * dz.sum() * bias
            history.append(loss_of(X, y, w, b))
        return w, b, history

    return version


def loss_of(X, y, w, b):
    return reference.losses.bce_with_logits(X @ w + b, y)[0]


def loss_before_update(X, y, **settings):
    _, _, history = trained(X, y, **settings)
    return [loss_of(X, y, np.zeros(X.shape[1]), 0.0), *history[:-1]]


def trained_wrongly(slug, advice, **way):
    return mistake(slug, advice, {"train_logistic": varied(**way)}, on=WHOLE_BATCHES)


exercise = Exercise(
    relative=1e-6,
    exceptions_alike=True,
    targets=[
        Target(
            "encode_heart",
            points=3,
            reference=reference.data.encode_heart,
            parts=("X", "y"),
            cases=[
                plain(1, "the five rows", rows=raw(ROWS)),
                plain(2, "rows two and five", rows=raw([ROWS[1], ROWS[4]])),
                error(3, "an unknown category", ValueError, rows=raw([ROWS[3], {**ROWS[0], "Thal": "unknown"}])),
            ],
        ),
        Target(
            "train_logistic",
            points=5,
            probe="trained",
            reference=trained,
            parts=("w", "b", "history"),
            judged={"a separable set": separates},
            cases=[
                plain(4, "all examples in one batch", training(seven, lr=0.5, epochs=3, B=7)),
                plain(5, "a batch larger than the set", training(seven, lr=0.2, epochs=2, B=50)),
                plain(6, "ten equal examples in fours", training(ten_alike, lr=0.3, epochs=2, B=4)),
                extreme(7, "very large features", training(large, lr=0.1, epochs=2, B=3)),
                plain(8, "a separable set", training(separable, lr=0.5, epochs=60, B=32)),
            ],
        ),
        Target(
            "predict",
            points=2,
            reference=reference.data.predict,
            cases=[
                plain(9, "eight examples", X=EIGHT, w=[1.2, -0.8], b=0.35),
                plain(10, "a negative bias", X=EIGHT, w=[0.96, -0.64], b=-1.0),
            ],
        ),
    ],
    mistakes=[
        mistake(
            "categories_numbered",
            "Numbers would say that one kind of pain is twice another; give each category its own column.",
            {
                "encode_heart.X": [
                    encoded(lambda column, entry, rows: [FIXED[column].index(entry)]),
                    encoded(lambda column, entry, rows: [FIXED[column].index(entry) + 1]),
                ]
            },
        ),
        mistake(
            "categories_from_rows",
            "The columns must not depend on which rows happen to be there; use the fixed lists.",
            {"encode_heart.X": encoded(seen_in_rows)},
        ),
        mistake(
            "labels_flipped",
            "The positive class is AHD = Yes.",
            {"encode_heart.y": lambda rows: np.array([float(row["AHD"] == "No") for row in rows])},
        ),
        trained_wrongly(
            "gradient_summed",
            "Divide by the number of examples in the batch.",
            divisor=lambda k, B: 1,
        ),
        trained_wrongly(
            "bias_not_trained",
            "The bias has a gradient too: the mean of p - y.",
            bias=False,
        ),
        trained_wrongly(
            "slope_added",
            "For cross-entropy the sigmoid's slope cancels; p - y is complete.",
            residual=lambda p, y: (p - y) * p * (1 - p),
        ),
        trained_wrongly("ascent", "Subtract the gradient.", sign=1),
        trained_wrongly(
            "one_update_per_epoch",
            "One update per batch: ceil(n/B) in each epoch.",
            batches=lambda n, B: [slice(n)],
        ),
        trained_wrongly(
            "last_batch_dropped",
            "The smaller last batch is trained on too.",
            batches=whole_batches_only,
        ),
        trained_wrongly(
            "divided_by_batch_size",
            "Divide by the number of examples in this batch, len(xb).",
            divisor=lambda k, B: B,
        ),
        mistake(
            "loss_before_update",
            "Record the loss after the updates of the epoch.",
            {"train_logistic.history": loss_before_update},
            on=WHOLE_BATCHES,
        ),
        mistake(
            "probabilities_returned",
            "Decide: 1 where the score is positive.",
            {"predict": lambda X, w, b: sigmoid(X @ w + b)},
        ),
        mistake(
            "plus_minus_one",
            "The labels are 0 and 1, not -1 and 1.",
            {"predict": lambda X, w, b: np.sign(X @ w + b)},
        ),
        mistake(
            "half_on_score",
            "0.5 is the threshold for the probability; for the score it is 0.",
            {"predict": lambda X, w, b: X @ w + b > 0.5},
        ),
        mistake("bias_forgotten", "Add b to the score.", {"predict": lambda X, w, b: X @ w > 0}),
    ],
)
