"""Exercise 38: k_folds, cross_validate, early_stop."""

from grader.exercise.spec import *
from grader.reference.evaluation import selection

from .versions import *


def examples(n, k, *candidates):
    return lambda rng: {"a": rng.normal(size=n) + 2, "folds": selection.k_folds(n, k), "candidates": list(candidates)}


def losses(*losses, **settings):
    return {"losses": raw(list(losses)), **settings}


NO_PLACES = "only integers, slices (`:`)"  # a setting where numbers of examples are expected

exercise = Exercise(
    Target(
        "k_folds", points=2, reference=selection.k_folds, judged=folds_are_right,
        cases={
            "twelve in threes": dict(n=12, k=4),
            "with a remainder": dict(n=11, k=4),
            "one left out": dict(n=5, k=5),
            "twenty-three in fives": dict(n=23, k=5),
        },
        mistakes=[
            mistake("validation_in_training",
                    "Then the model has seen what it is validated on; train is everything except val.",
                    Seen(everything_in_training, trained_on_everything)),
            mistake("roles_exchanged", "Each pair is (train, val): the large part first.",
                    Seen(roles_exchanged, lambda n, k: exchanged(selection.k_folds(n, k)))),
            mistake("remainder_dropped", "n // k times k may be less than n; the first n % k folds get one more.",
                    Seen(remainder_dropped, never_validated)),
            mistake("remainder_in_last", "The last fold takes the whole remainder; share it out, one each.",
                    Seen(remainder_in_last, all_in_last)),
        ],
    ),
    Target(
        "cross_validate", points=3, probe="validated", reference=validation(), parts=("best", "means"),
        cases={
            "four candidates": examples(11, 4, 0.2, 0.9, 1.0, 1.4),
            "six candidates": examples(9, 3, 0.0, 0.5, 0.8, 0.95, 1.1, 1.6),
        },
        mistakes=[
            mistake("largest_chosen", "The scores are losses: lower is better.",
                    best=best_only(best=lambda means, candidates: candidates[int(np.argmax(means))])),
            mistake("index_returned", "Return candidates[i], not i.",
                    best=best_only(best=lambda means, candidates: int(np.argmin(means)))),
            mistake("arguments_of_score", "score is called as score(candidate, train, val), in this order.",
                    Seen(lambda e: e.all_raise(IndexError, NO_PLACES), raising(IndexError(NO_PLACES)))),
            mistake("first_fold_only", "One fold may be lucky; take the mean over all of them.",
                    validation(reduced=lambda found: found[0])),
            mistake("best_fold_counts", "Take the mean: the best fold is the luckiest one.", validation(reduced=np.min)),
            mistake("not_averaged", "Divide by the number of folds.", means=means_only(reduced=np.sum)),
            mistake("training_scored", "Validate on val: on its own training examples every setting looks good.",
                    validation(on=lambda train, val: train)),
            mistake("parts_exchanged", "Each fold is (train, val): train on the first part, validate on the second.",
                    validation(trained=lambda train, val: val, on=lambda train, val: train)),
            mistake("trained_on_all", "The validation examples leaked into the training; pass train only.",
                    validation(trained=lambda train, val: np.append(train, val))),
        ],
    ),
    Target(
        "early_stop", points=3, reference=selection.early_stop, parts=("stop", "best"),
        cases={
            "patience two": losses(1.0, 0.8, 0.85, 0.7, 0.72, 0.71, 0.74, 0.5, 0.4, patience=2),
            "patience three": losses(1.0, 1.2, 0.9, 1.1, 1.05, 0.95, 0.93, 0.8, patience=3),
            "small steps": losses(0.9, 0.7, 0.7, 0.69, 0.684, 0.68, 0.66, 0.3, patience=2, min_delta=0.02),
            "never stopped": losses(2.0, 1.5, 1.2, 1.1, patience=1),
            "a tie": losses(1, 0.6, 0.6, 0.6, 0.2, patience=2),
            "steady small steps": losses(1.0, 0.97, 0.93, 0.9, 0.86, 0.83, 0.79, 0.76, patience=3, min_delta=0.05),
            "a slow rise": losses(0.5, 0.52, 0.54, 0.55, 0.4, patience=2, min_delta=0.03),
            "losses of another size": losses(40.0, 30.0, 29.9, 29.5, 28.0, 20.0, patience=2, min_delta=0.3),
        },
        mistakes=[
            mistake("stop_returned_twice", "Keep the weights of the best epoch, not those of the last.",
                    best=lambda losses, patience, min_delta=0.0: selection.early_stop(losses, patience, min_delta)[0]),
            mistake("patience_plus_one", "Stop as soon as the count reaches patience: >=, not >.",
                    stopping(enough=lambda waited, patience: waited > patience)),
            mistake("count_not_reset", "An improvement sets the count back to 0.", stopping(waited_again=None)),
            mistake("compared_with_previous",
                    "Compare with the best loss so far; after a bad epoch almost anything looks better.",
                    stopping(mark=lambda improved, loss, mark: loss)),
            mistake("ties_improve", "An equal loss is no improvement.",
                    stopping(improves=lambda loss, mark, delta: loss <= mark - delta)),
            mistake("delta_ignored", "An improvement by less than min_delta does not count.",
                    stopping(improves=lambda loss, mark, delta: loss < mark)),
            mistake("delta_added", "min_delta makes it harder to improve: subtract it.",
                    stopping(improves=lambda loss, mark, delta: loss < mark + delta)),
            mistake("delta_relative", "min_delta is a loss, not a share of one: subtract it from the loss to beat.",
                    stopping(improves=lambda loss, mark, delta: loss < mark * (1 - delta))),
            mistake("best_creeps",
                    "Lower the mark only at an improvement; otherwise many small steps never count as one.",
                    stopping(mark=lambda improved, loss, mark: min(loss, mark))),
            mistake("lowest_of_all", "What comes after the stop was never trained.",
                    best=lambda losses, patience, min_delta=0.0: int(np.argmin(losses))),
        ],
    ),
    relative=1e-6, exceptions_alike=True,
)
