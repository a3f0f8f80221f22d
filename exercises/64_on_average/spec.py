"""Exercise 64: example_gradients, over_all_batches, epoch_gradient, estimate_total, smallest_batch."""

import math

from grader.exercise.spec import *
from grader.reference.theory import averages

from .versions import *


def gradients(n, D, B):
    return dict(G=normal((n, D)) + 0.5, B=B)




exercise = Exercise(
    Target(
        "example_gradients",
        points=1,
        reference=averages.example_gradients,
        cases={
            "five examples": dict(X=normal((5, 3)), y=normal(5), w=normal(3)),
            "three examples, four weights": dict(X=normal((3, 4)), y=normal(3), w=normal(4)),
        },
        mistakes=[
            mistake("two_missing", "The square has the derivative 2*(x.w - y).", lambda X, y, w: (X @ w - y)[:, None] * X),
            mistake("averaged", "These are the gradients of single examples; the mean comes later.",
                    lambda X, y, w: 2 * (X @ w - y)[:, None] * X / len(X)),
            mistake("already_averaged", "Keep one row for each example: sum nothing yet.",
                    lambda X, y, w: 2 * X.T @ (X @ w - y) / len(X), lambda X, y, w: 2 * X.T @ (X @ w - y)),
        ],
    ),
    Target(
        "over_all_batches",
        points=4,
        reference=averages.over_all_batches,
        parts=("mean", "noise"),
        cases={
            "seven examples in threes": gradients(7, 2, 3),
            "five examples in twos": gradients(5, 4, 2),
            "six examples in fours": gradients(6, 3, 4),
        },
        mistakes=[
            mistake("cut_batches_only",
                    "Those are a few of the batches, and a smaller last one weighs too much: go through all sets of B.",
                    batches(choose=cut_in_order)),
            mistake("summed_within_batch", "The gradient of a batch is a mean, or it grows with B.",
                    batches(of_batch=lambda rows, n: rows.sum(axis=0))),
            mistake("all_of_n", "Divide by the size of the batch.", batches(of_batch=lambda rows, n: rows.sum(axis=0) / n)),
            mistake("neighbours_only", "Any B examples may meet in a batch: use all combinations.", batches(choose=neighbours)),
            mistake("spread_of_examples", "That is the noise for B = 1; averaging over a batch makes it smaller.",
                    noise=spread_of_examples),
            mistake("with_replacement", "Here the examples of a batch differ; that makes the noise smaller by (n - B)/(n - 1).",
                    noise=lambda G, B: spread_of_examples(G, B) / B),
            mistake("root_taken", "The mean squared distance is asked for, without a root.",
                    noise=noise(batches(spread=lambda d: np.sqrt(np.sum(d**2, axis=1).mean())))),
            mistake("distances_not_squared", "Square the distances before you average.",
                    noise=noise(batches(spread=lambda d: np.linalg.norm(d, axis=1).mean()))),
            mistake("mean_over_entries", "Add up the squares over the entries of a gradient; average over batches only.",
                    noise=noise(batches(spread=lambda d: np.mean(d**2)))),
            mistake("examples_repeated", "The examples of a batch differ: `combinations`, without replacement.",
                    batches(choose=with_repetition)),
            mistake("sample_variance", "The mean over the batches is asked for: divide by their number, not by one less.",
                    noise=noise(batches(spread=lambda d: np.sum(d**2) / (len(d) - 1)))),
            mistake("noise_summed", "The mean over the batches is asked for: divide by their number.",
                    noise=noise(batches(spread=lambda d: np.sum(d**2)))),
        ],
    ),
    Target(
        "epoch_gradient",
        points=2,
        reference=averages.epoch_gradient,
        cases={
            "the last batch is small": dict(batch_gradients=normal((3, 2)), sizes=raw([4, 4, 1])),
            "four batches": dict(batch_gradients=normal((4, 3)), sizes=raw([5, 5, 5, 3])),
        },
        mistakes=[
            mistake("plain_mean", "A batch of 1 must not count as much as a batch of 4: weight by size.",
                    lambda batch_gradients, sizes: batch_gradients.mean(axis=0)),
            mistake("divided_by_batches", "Divide by the number of examples.",
                    lambda batch_gradients, sizes: sizes @ batch_gradients / len(sizes)),
            mistake("full_batches_only", "The small batch holds examples too.",
                    lambda batch_gradients, sizes: batch_gradients[:-1].mean(axis=0)),
            mistake("batches_summed", "Each gradient is a mean over its batch: a sum of means grows with their number.",
                    lambda batch_gradients, sizes: batch_gradients.sum(axis=0)),
            mistake("not_divided", "Divide by the number of examples.", lambda batch_gradients, sizes: sizes @ batch_gradients),
        ],
    ),
    Target(
        "estimate_total",
        points=1,
        reference=averages.estimate_total,
        cases={
            "four of thirty": dict(batch_losses=uniform(0.2, 3, 4), n=30),
            "seven of fifty-one": dict(batch_losses=uniform(0.2, 3, 7), n=51),
        },
        mistakes=[
            mistake("not_scaled", "The batch is B of n examples: scale by n/B.", lambda batch_losses, n: batch_losses.sum()),
            mistake("mean_returned", "The sum over all n is asked for: n times the mean.", lambda batch_losses, n: batch_losses.mean()),
            mistake("scaled_by_n", "Scale by n/B: the sum has B terms already.", lambda batch_losses, n: n * batch_losses.sum()),
            mistake("whole_batches_counted", "n/B need not be whole: do not round.",
                    lambda batch_losses, n: batch_losses.sum() * (n // len(batch_losses))),
        ],
    ),
    Target(
        "smallest_batch",
        points=1,
        reference=averages.smallest_batch,
        cases={
            "half": dict(spread=7.3, limit=0.5),
            "a mild limit": dict(spread=12.0, limit=2.5),
            "a strict limit": dict(spread=3.1, limit=0.04),
            "exactly enough": dict(spread=6.0, limit=0.75),
            "one is enough": dict(spread=0.9, limit=2.5),
        },
        mistakes=[
            mistake("rounded_down", "That batch is not quite large enough: round up.", lambda spread, limit: int(spread / limit)),
            mistake("root_law", "The squared noise falls like 1/B; only its root falls like 1/sqrt(B).",
                    lambda spread, limit: math.ceil((spread / limit) ** 2)),
            mistake("limit_left_out", "With noise of exactly the limit the batch is large enough.",
                    lambda spread, limit: int(spread / limit) + 1),
            mistake("rounded", "Rounding to the nearest may end below the size that is needed: round up.",
                    lambda spread, limit: round(spread / limit)),
        ],
    ),
    relative=1e-6,
    exceptions_alike=True,
)
