"""Exercise 37: confusion_matrix, scores, roc_auc."""

from grader.exercise.spec import *
from grader.reference.evaluation import metrics

from .versions import *

exercise = Exercise(
    Target(
        "confusion_matrix", points=2, reference=count,
        cases={
            "two classes": dict(y=ints([0, 1, 1, 0, 1, 0, 0, 1, 0, 0]), p=ints([0, 1, 0, 0, 1, 1, 0, 0, 0, 1]), C=2),
            "four classes": four_classes,
            "a class that never occurs": dict(y=ints([0, 2, 2, 0, 2, 2, 0]), p=ints([0, 2, 0, 2, 2, 2, 0]), C=4),
        },
        mistakes=[
            mistake("transposed", "Rows are the labels, columns the predictions.", lambda y, p, C: count(p, y, C)),
            mistake("repeats_lost",
                    "Indexing with arrays adds once per place; use `np.add.at(M, (y, p), 1)` or a loop.", once_per_pair),
            mistake("hits_only", "The errors belong off the diagonal: row of the label, column of the prediction.",
                    lambda y, p, C: np.diag(np.diag(count(y, p, C)))),
            mistake("shares_returned", "Counts are asked for.",
                    lambda y, p, C: count(y, p, C) / len(y),
                    lambda y, p, C: count(y, p, C) / count(y, p, C).sum(axis=1, keepdims=True),
                    lambda y, p, C: share(count(y, p, C), count(y, p, C).sum(axis=1, keepdims=True))),
            mistake("size_from_labels", "The size is C, also where a class does not occur.",
                    lambda y, p, C: count(y, p, max(y.max(), p.max()) + 1), of_classes),
        ],
    ),
    Target(
        "scores", points=3, reference=metrics.scores, parts=("accuracy", "precision", "recall", "f1"),
        cases={
            "two classes": dict(M=ints([[4, 2], [3, 11]])),
            "three classes": dict(M=ints([[5, 1, 2], [0, 7, 3], [4, 1, 9]])),
            "four classes": dict(M=ints([[3, 0, 1, 2], [1, 6, 0, 0], [2, 1, 8, 1], [0, 2, 1, 4]])),
            "a class never predicted": extreme(M=ints([[6, 0, 1], [2, 0, 3], [1, 0, 5]])),
        },
        mistakes=[
            mistake("mean_of_recalls", "That is the balanced accuracy; accuracy counts examples, not classes.",
                    accuracy=lambda M: float(precision_recall(M)[1].mean())),
            mistake("accuracy_by_class", "Accuracy is one number: all hits, divided by all examples.",
                    accuracy=[lambda M: hits(M) / M.sum(axis=1), lambda M: hits(M) / M.sum(axis=0),
                              lambda M: hits(M) / M.sum()]),
            mistake("error_rate", "That is the share of errors.", accuracy=lambda M: 1 - hits(M).sum() / M.sum()),
            mistake("recall_for_precision", "Precision asks about everything that was called k: the column.",
                    precision=lambda M: precision_recall(M)[1]),
            mistake("precision_for_recall", "Recall asks about everything that is k: the row.",
                    recall=lambda M: precision_recall(M)[0]),
            mistake("divided_by_all", "Divide by the number of times that the class was predicted.",
                    precision=lambda M: hits(M) / M.sum()),
            mistake("divided_by_all", "Divide by the number of examples of the class.",
                    recall=lambda M: hits(M) / M.sum()),
            mistake("arithmetic_mean", "F1 is the harmonic mean: it is small as soon as one of the two is.",
                    f1=f1(lambda precision, recall: (precision + recall) / 2)),
            mistake("two_missing", "The harmonic mean has a factor 2.",
                    f1=f1(lambda precision, recall: share(precision * recall, precision + recall))),
            mistake("averaged_over_classes", "One number for each class is asked for; an average hides the weak one.",
                    precision=averaged("precision"), recall=averaged("recall"), f1=averaged("f1")),
            mistake("zero_division", "A class that was never predicted has the column sum 0; answer 0 there.",
                    tag="extreme", precision=lambda M: precision_recall(M, np.divide)[0]),
            mistake("zero_division", "Where precision and recall are both 0 answer 0.", tag="extreme",
                    f1=f1(lambda precision, recall: 2 * precision * recall / (precision + recall))),
            mistake("specificity_for_recall", "Recall asks about all that is k, not about all that is not.", recall=specificity),
            mistake("jaccard_for_f1", "That is the hits divided by all that was called or is k; F1 counts the hits twice above and below.",
                    f1=lambda M: share(hits(M), M.sum(axis=0) + M.sum(axis=1) - hits(M))),
            mistake("one_where_undefined", "A class that was never predicted has the precision 0 here, not 1.", tag="extreme",
                    precision=lambda M: np.where(M.sum(axis=0) == 0, 1.0, share(hits(M), M.sum(axis=0)))),
            mistake("class_one_only", "Every class has a precision and a recall of its own: arrays (C,).",
                    precision=lambda M: M[1, 1] / M[:, 1].sum(), recall=lambda M: M[1, 1] / M[1].sum()),
        ],
    ),
    Target(
        "roc_auc", points=3, reference=metrics.roc_auc,
        properties=(Property(
            "1 - roc_auc(s, y) = roc_auc(-s, y)",
            lambda out, other, s, y: None if abs(1 - out - other) <= slack(out) else (
                f"roc_auc(s, y) and roc_auc(-s, y) add up to {out + other:.7g}, not to 1"),
            again=lambda s, y: {"s": -s, "y": y}),),
        cases={
            "with a tie": dict(s=[0.1, 0.4, 0.35, 0.8, 0.4, -1.2], y=ints([0, 0, 1, 1, 1, 0])),
            "random scores, rounded": case(9, rounded_scores),
            "all alike": dict(s=[2, 2, 2, 2, 2], y=ints([1, 0, 0, 1, 0])),
            "one class only": error(ValueError, s=[0.3, 0.7], y=ints([1, 1])),
        },
        mistakes=[
            mistake("ties_lost", "A tie says nothing about the order: it counts one half.",
                    of_pairs(lambda gaps: gaps > 0)),
            mistake("ties_won", "A tie says nothing about the order: it counts one half.",
                    of_pairs(lambda gaps: gaps >= 0)),
            mistake("ties_by_place",
                    "Equal scores got different ranks, so the order of the table decides; a tie counts one half.",
                    ranked(lambda s: np.argsort(s, kind="stable")), ranked(lambda s: np.argsort(-s, kind="stable")[::-1])),
            mistake("order_reversed", "Count the pairs in which the example with label 1 has the higher score.",
                    lambda s, y: 1 - metrics.roc_auc(s, y)),
            mistake("accuracy_at_threshold", "AUC needs no threshold; it compares pairs.",
                    lambda s, y: right_share(s > 0.5, y), lambda s, y: right_share(s > 0, y)),
            mistake("one_class_accepted", "Without a pair there is nothing to count: raise ValueError.",
                    Seen(lambda e: e["one class only"].raised is None,
                         lambda s, y: metrics.roc_auc(s, y) if len(set(y)) == 2 else 0.5), tag="error"),
        ],
    ),
    relative=1e-6, exceptions_alike=True,
    meant=dict.fromkeys(("two classes", "three classes", "four classes"), "a confusion matrix is square"),
)
