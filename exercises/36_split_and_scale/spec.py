"""Exercise 36: split, fit_scaler, scale, prepare."""

from grader.exercise.spec import *

from .versions import *

exercise = Exercise(
    Target(
        "split", points=2, probe="splits", reference=splits_by(splits.split), judged=split_is_right,
        cases={
            "ten examples": of(n=10, n_val=2, n_test=3),
            "a hundred examples": of(n=100, n_val=20, n_test=10),
            "no validation set": of(n=9, n_val=0, n_test=4),
        },
        mistakes=[
            mistake("not_shuffled", "Draw a random order first: tables often come sorted by label or by date.",
                    Seen(not_shuffled, splits_by(unshuffled))),
            mistake("sets_overlap",
                    "An example that is in two sets is known to the model when it is tested; cut one permutation into three.",
                    Seen(sets_overlap, splits_by(drawn_thrice))),
            mistake("examples_lost", "Some examples are in none of the three sets; the last slice ends too soon.",
                    Seen(examples_lost, splits_by(last_slice_short))),
            mistake("parts_exchanged", "The three parts are returned in the order training, validation, test.",
                    Seen(parts_exchanged, splits_by(test_second))),
            mistake("rng_ignored", "Draw from the rng you are given, so that the split can be repeated.",
                    Seen(rng_ignored, splits_by(unseeded))),
            mistake("made_anew", "The generator was made anew inside; use the rng you are given.",
                    Seen(made_anew, splits_by(seeded_inside))),
        ],
    ),
    Target(
        "fit_scaler", points=2, reference=fit_scaler, parts=("mean", "std"),
        cases={
            "five examples": dict(X=[[1, 200], [2, 180], [4, 240], [3, 150], [7, 230]]),
            "columns of different size": lambda rng: dict(X=rng.normal(size=(8, 3)) * [1, 10, 100] + [3, 6, 9]),
            "whole numbers": whole(X=ints([[1, 5], [2, -3], [4, 0]])),
            "a constant column": extreme(X=[[1, 4, 2], [3, 4, 5], [6, 4, 9]]),
        },
        mistakes=[
            mistake("sample_deviation", "The divisor here is N, NumPy's default.", std=lambda X: deviation(X, ddof=1)),
            mistake("variance_for_deviation", "Divide by the standard deviation: take the root of the variance.",
                    std=lambda X: no_constant(X.var(axis=0))),
            mistake("median_for_mean", "The mean of the column is asked for.", mean=lambda X: np.median(X, axis=0)),
            mistake("range_scaled",
                    "That maps to [0, 1] and lets one outlier decide; here the mean becomes 0 and the standard deviation 1.",
                    lambda X: (X.min(axis=0), np.ptp(X, axis=0))),
            mistake("one_number_for_all", "Each column has its own unit: give mean and std the axis of the examples.",
                    lambda X: (X.mean(), X.std()), lambda X: (filled(X, X.mean()), filled(X, X.std())),
                    mean=lambda X: filled(X, X.mean()), std=[lambda X: filled(X, X.std()), lambda X: X.std()]),
            mistake("rows_measured", "A row mixes euros and years; take mean and std down the columns, axis 0.",
                    lambda X: (X.mean(axis=1), X.std(axis=1)),
                    lambda X: (X.mean(axis=1, keepdims=True), X.std(axis=1, keepdims=True))),
            mistake("zero_deviation", "A constant column has std 0, and 0/0 is NaN; use 1 there.", tag="extreme",
                    std=[Seen(lambda e: 0 <= e["a constant column"].array[1] < 1e-3, version) for version in (
                        lambda X: X.std(axis=0), lambda X: X.std(axis=0) + 1e-8)]),
        ],
    ),
    Target(
        "scale", points=1, reference=scale,
        cases={
            "four examples": dict(X=normal((4, 3)), mean=normal(3), std=uniform(0.4, 3, 3)),
            "one example": dict(X=normal((1, 2)), mean=normal(2), std=uniform(0.4, 3, 2)),
        },
        mistakes=[
            mistake("mean_not_subtracted", "Subtract the mean first.", lambda X, mean, std: X / std),
            mistake("divided_first", "The mean has the unit of X: subtract it before dividing.",
                    lambda X, mean, std: X / std - mean),
            mistake("brackets_missing", "X - mean / std divides the mean only: (X - mean) / std.",
                    lambda X, mean, std: X - mean / std),
            mistake("range_scaled", "That maps to [0, 1]; here the mean and the standard deviation that are given decide.",
                    lambda X, mean, std: (X - X.min(axis=0)) / (X.max(axis=0) - X.min(axis=0))),
            mistake("deviation_multiplied", "Divide by std.", lambda X, mean, std: (X - mean) * std),
        ],
    ),
    Target(
        "prepare", points=3, reference=prepare, parts=("train", "val", "test"),
        properties=(Property("the scaled training set has column means 0 and deviations 1", training_set_is_standard),),
        cases={
            "nine, four and five examples": three_sets(3, 9, 4, 5),
            "a single test example": three_sets(2, 6, 3, 1),
        },
        mistakes=[
            mistake("fitted_on_everything",
                    "Validation and test examples had a say in the scaler; fit it on the training set only.",
                    scaled_by(everything, everything, everything)),
            mistake("each_on_its_own",
                    "Then the same patient gets other numbers in another set; use the training set's mean and std for all.",
                    scaled_by(first, second, third),
                    val=lambda X_train, X_val, X_test: scale(X_val, *fit_scaler(X_val)),
                    test=lambda X_train, X_val, X_test: scale(X_test, *fit_scaler(X_test))),
            mistake("test_not_scaled",
                    "The network was trained on scaled inputs; the test set goes through the same scaler.",
                    test=unscaled),
        ],
    ),
    relative=1e-6, exceptions_alike=True,
)
