"""Exercise 32: encode_heart, train_logistic, predict."""

from grader.exercise.spec import *

from .versions import *

EIGHT = [[0.5, -0.6], [-1, 0.3], [0.4, 1], [2, 1.5], [-0.3, -0.4], [0.2, 0.4], [-1.6, -1.4], [1.8, -1.1]]
WHOLE_BATCHES = ("all examples in one batch", "a batch larger than the set", "ten equal examples in fours")

exercise = Exercise(
    Target(
        "encode_heart", points=3, reference=reference.data.encode_heart, parts=("X", "y"),
        cases={
            "the five rows": dict(rows=raw(ROWS)),
            "rows two and five": dict(rows=raw([ROWS[1], ROWS[4]])),
            "an unknown category": error(ValueError, rows=raw([ROWS[3], {**ROWS[0], "Thal": "unknown"}])),
        },
        mistakes=[
            mistake("categories_numbered",
                    "Numbers would say that one kind of pain is twice another; give each category its own column.",
                    X=[encoded(lambda column, entry, rows: [FIXED[column].index(entry)]),
                       encoded(lambda column, entry, rows: [FIXED[column].index(entry) + 1])]),
            mistake("categories_from_rows",
                    "The columns must not depend on which rows happen to be there; use the fixed lists.",
                    X=encoded(seen_in_rows)),
            mistake("categories_sorted",
                    "The order of the columns is that of the given tuples, CHEST_PAIN and THAL, not the alphabet.",
                    X=encoded(lambda column, entry, rows: [float(entry == one) for one in sorted(FIXED[column])])),
            mistake("first_category_dropped", "Each category has a column here, the first one too.",
                    X=encoded(lambda column, entry, rows: [float(entry == one) for one in FIXED[column][1:]])),
            mistake("labels_flipped", "The positive class is AHD = Yes.",
                    y=lambda rows: np.array([float(row["AHD"] == "No") for row in rows])),
        ],
    ),
    Target(
        "train_logistic", points=5, probe="trained", reference=trained, parts=("w", "b", "history"),
        judged={"a separable set": separates, "a fresh order": order_is_drawn},
        cases={
            "all examples in one batch": training(seven, lr=0.5, epochs=3, B=7),
            "a batch larger than the set": training(seven, lr=0.2, epochs=2, B=50),
            "ten equal examples in fours": training(ten_alike, lr=0.3, epochs=2, B=4),
            "very large features": extreme(training(large, lr=0.1, epochs=2, B=3)),
            "a separable set": training(separable, lr=0.5, epochs=60, B=32),
            "a fresh order": training(seven, lr=0.5, epochs=4, B=2),
            "large features that no line parts": extreme(training(inseparable, lr=0.1, epochs=2, B=3)),
        },
        mistakes=[
            mistake("loss_clipped",
                    "Clipped probabilities hide how wrong a sure answer is: compute the loss from the score.",
                    history=[clipped(edge) for edge in (1e-15, 1e-12, 1e-10, 1e-9, 1e-8, 1e-7, 1e-5)], tag="extreme"),
            mistake("not_shuffled", "Draw a fresh order from rng in every epoch, and cut the batches from that.",
                    varied(), on=("a fresh order",)),
            mistake("shuffled_once", "Draw the order inside the loop over the epochs: the same batches again teach less.",
                    w=drawn_once_w, on=("a fresh order",)),
            mistake("gradient_summed", "Divide by the number of examples in the batch.",
                    varied(divisor=lambda k, B: 1), on=WHOLE_BATCHES),
            mistake("weights_summed", "Divide the gradient of w by the number of examples, as that of b.",
                    varied(divisor=lambda k, B: 1, bias=lambda k: 1 / k), on=WHOLE_BATCHES),
            mistake("bias_summed", "Divide the gradient of b by the number of examples, as that of w.",
                    varied(bias=lambda k: k), on=WHOLE_BATCHES),
            mistake("bias_not_trained", "The bias has a gradient too: the mean of p - y.",
                    varied(bias=lambda k: 0), on=WHOLE_BATCHES),
            mistake("slope_added", "For cross-entropy the sigmoid's slope cancels; p - y is complete.",
                    varied(residual=lambda p, y: (p - y) * p * (1 - p)), on=WHOLE_BATCHES),
            mistake("ascent", "Subtract the gradient.", varied(sign=1), on=WHOLE_BATCHES),
            mistake("one_update_per_epoch", "One update per batch: ceil(n/B) in each epoch.",
                    varied(batches=lambda n, B: [slice(n)]), on=WHOLE_BATCHES),
            mistake("last_batch_dropped", "The smaller last batch is trained on too.",
                    varied(batches=whole_batches_only), on=WHOLE_BATCHES),
            mistake("divided_by_batch_size", "Divide by the number of examples in this batch, len(xb).",
                    varied(divisor=lambda k, B: B), on=WHOLE_BATCHES),
            mistake("loss_during_epoch",
                    "The loss belongs to the weights at the end of the epoch, not to those on the way.",
                    history=[during(np.mean), during(np.average)], on=WHOLE_BATCHES),
            mistake("loss_before_update", "Record the loss after the updates of the epoch.",
                    history=loss_before_update, on=WHOLE_BATCHES),
        ],
    ),
    Target(
        "predict", points=2, reference=reference.data.predict,
        cases={
            "eight examples": dict(X=EIGHT, w=[1.2, -0.8], b=0.35),
            "a negative bias": dict(X=EIGHT, w=[0.96, -0.64], b=-1.0),
        },
        mistakes=[
            mistake("probabilities_returned", "Decide: 1 where the score is positive.",
                    lambda X, w, b: sigmoid(X @ w + b)),
            mistake("plus_minus_one", "The labels are 0 and 1, not -1 and 1.", lambda X, w, b: np.sign(X @ w + b)),
            mistake("half_on_score", "0.5 is the threshold for the probability; for the score it is 0.",
                    lambda X, w, b: X @ w + b > 0.5),
            mistake("bias_forgotten", "Add b to the score.", lambda X, w, b: X @ w > 0),
        ],
    ),
    relative=1e-6, exceptions_alike=True,
)
