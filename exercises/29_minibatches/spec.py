"""Exercise 29: minibatches, batch_gradient, epoch_mean, TERMS."""

from grader.exercise.spec import *

from .versions import *

gradient_sum = lambda X, y, w, idx: 2 * X[idx].T @ (X[idx] @ w - y[idx])
nine = {"X": normal((9, 3)), "y": normal(9), "w": normal(3)}

exercise = Exercise(
    Target(
        "minibatches",
        points=5,
        probe="epochs",
        reference=served(reference.data.minibatches),
        judged=epochs_are_right,
        cases={
            "ten examples in fours": examples(10, 4),
            "twelve examples in fours": examples(12, 4),
            "seven examples one at a time": examples(7, 1),
            "fewer examples than the batch": examples(5, 8),
            "nine examples in twos": examples(9, 2),
        },
        mistakes=[
            mistake("caller_shuffled", "Shuffle an index array; the caller's arrays are not yours.",
                    Seen(caller_changed, served(shuffled_in_place))),
            mistake("rows_changed", "A batch holds whole rows of X and entries of y as they are.",
                    Seen(lambda e: any(is_pair(batch) and not is_of_the_set(batch) for batch, _ in batches_of(e)),
                         served(one_column))),
            mistake("only_one_batch", "Only one batch came: `return` ends the loop; yield each batch, or collect them.",
                    Seen(lambda e: all(len(epoch) == 1 for epoch, _, _ in epochs_of(e)), sliced(stop=lambda n, B: 1))),
            mistake("pairs_broken", "X and y must be permuted by the same indices.",
                    Seen(lambda e: any(unpaired(batch) for batch, _ in batches_of(e)), served(shuffled_apart))),
            mistake("last_batch_dropped", "The last, smaller batch belongs to the epoch too.",
                    Seen(lambda e: all(len(epoch) == n // B for epoch, n, B in epochs_of(e)),
                         sliced(stop=lambda n, B: n // B * B))),
            mistake("batches_overlap", "The slice k:k+B already ends before k+B; do not add one.",
                    Seen(lambda e: all(overlap(epoch, n, B) for epoch, n, B in epochs_of(e)), sliced(extra=1))),
            mistake("examples_skipped", "The slice k:k+B ends before k+B; do not subtract one, or an example of each batch is lost.",
                    Seen(lambda e: all(cut_short(epoch, n, B) for epoch, n, B in epochs_of(e)),
                         sliced(extra=-1))),
            mistake("last_batch_filled_up",
                    "The last batch is allowed to be smaller; do not repeat examples to fill it.",
                    Seen(filled_up, served(filled))),
            mistake("with_replacement", "Draw a permutation, not n random indices.",
                    Seen(lambda e: any(len(order_of(epoch)) > len(set(order_of(epoch)))
                                       for epoch, _, _ in epochs_of(e)),
                         ordered_by(lambda n, rng: rng.integers(0, n, n)))),
            mistake("not_shuffled", "Shuffle at the start of each epoch; a loader does not do it unless told to.",
                    Seen(lambda e: all(order_of(epoch) == list(range(n)) for epoch, n, _ in epochs_of(e)),
                         ordered_by(lambda n, rng: np.arange(n)))),
            mistake("same_order_every_epoch", "The generator was made anew inside; use the rng you are given.",
                    Seen(lambda e: all(first == second for first, second, _ in orders_of(e)),
                         ordered_by(lambda n, rng: np.random.default_rng(0).permutation(n)))),
            mistake("rng_ignored", "Draw from the rng you are given, so that a run can be repeated.",
                    Seen(lambda e: all(first != third for first, _, third in orders_of(e) if len(first) >= FEW),
                         ordered_by(lambda n, rng: np.random.default_rng().permutation(n)))),
            mistake("only_batches_shuffled", "The same neighbours always meet; shuffle the examples before cutting.",
                    Seen(lambda e: all(neighbours(batch) for batch, _ in batches_of(e)),
                         served(whole_batches_shuffled))),
        ],
    ),
    Target(
        "batch_gradient", points=3, reference=reference.data.batch_gradient,
        slope=Slope(of=lambda X, y, w, idx: np.mean((X[idx] @ w - y[idx]) ** 2), wrt="w"),
        cases={
            "a batch of four": dict(**nine, idx=ints([7, 2, 5, 0])),
            "a batch of one": dict(**nine, idx=ints([6])),
            "two of nine": dict(**nine, idx=ints([8, 3])),
        },
        mistakes=[
            mistake("summed", "Average over the batch, or the step grows with the batch size.", gradient_sum),
            mistake("divided_by_n",
                    "A batch mean is divided by the batch size; dividing by n makes the step too small.",
                    lambda X, y, w, idx: gradient_sum(X, y, w, idx) / len(X)),
            mistake("averaged_before_multiplying", "The mean of products is not the product of means; multiply example by example.",
                    lambda X, y, w, idx: 2 * np.mean(X[idx] @ w - y[idx]) * X[idx].mean(axis=0)),
            mistake("whole_set_used", "Use only the rows in idx.",
                    lambda X, y, w, idx: reference.data.batch_gradient(X, y, w, np.arange(len(X)))),
        ],
    ),
    Target(
        "epoch_mean", points=1, reference=reference.data.epoch_mean,
        cases={
            "two full batches and a half one": dict(means=raw([1.5, 5.5, 8.5]), sizes=raw([4, 4, 2])),
            "equal batches": dict(means=raw([0.7, 0.2, 0.9]), sizes=raw([5, 5, 5])),
            "one long, one short": dict(means=raw([0.31, 2.4]), sizes=raw([100, 1])),
        },
        mistakes=[
            mistake("plain_average", "A batch of 2 must not count as much as a batch of 4: weight by size.",
                    lambda means, sizes: np.mean(means)),
            mistake("divided_by_batches", "sizes adds up to the number of examples: divide by that, not by the number of batches.",
                    lambda means, sizes: np.dot(means, sizes) / len(means)),
        ],
    ),
    Constant(
        "TERMS", points=2, answers=reference.data.TERMS, answer=number_or_word({"hyper-parameter": ("hyperparameter",)}),
        mistakes=[
            mistake("rounded_down", "The smaller last batch is an iteration too: round up.",
                    {"iterations_per_epoch": 10, "updates": 200}),
            mistake("fraction_kept", "There are no half iterations: the last batch has 50 examples and counts once.",
                    {"iterations_per_epoch": 10.5, "updates": 210}),
            mistake("epochs_times_examples", "One update per batch, not per example.", {"updates": 21000}),
            mistake("one_update_per_epoch", "That is full-batch descent; here every batch gives an update.", {"updates": 20}),
            mistake("full_batch_like_minibatch", "With all examples in one batch there is one update per epoch.",
                    {"updates_full_batch": 220}),
            mistake("last_batch_full", "1,050 is not divisible by 100: what remains is smaller.", {"last_batch": 100}),
            mistake("one_per_epoch", "With one example per batch every example gives an update: n per epoch.",
                    {"updates_batch_of_one": 20}),
            mistake("epochs_forgotten", "That is one epoch; there are 20.", {"updates_batch_of_one": 1050}),
            mistake("rate_is_learnt", "You choose the rate; descent does not change it.", {"learning_rate": "parameter"}),
            mistake("bias_is_chosen", "Biases are learnt like weights: parameters.", {"bias": "hyper-parameter"}),
            mistake("width_is_learnt", "The number of units is chosen before training; their weights are learnt.",
                    {"number_of_hidden_units": "parameter"}),
            mistake("labels_are_learnt", "Labels are given: data.", {"labels": "parameter"}),
        ],
    ),
    relative=1e-6, exceptions_alike=True,
)
