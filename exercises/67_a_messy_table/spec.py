"""Exercise 67: median, columns, prepare, rate_by_group."""

from grader.exercise.spec import *
from grader.reference.theory import tables

from .versions import *


def split(train, test, numeric, categorical):
    return dict(train=raw(train), test=raw(test), numeric=raw(numeric.split()), categorical=raw(categorical.split()))


def values(*entries):
    return dict(values=raw(list(entries)))


def survivors(column):
    return dict(rows=raw(PASSENGERS), column=column, label="survived")


exercise = Exercise(
    Target(
        "median", points=1, reference=tables.median,
        cases={"an odd number": values(7, None, 2, 11, None, 4.5, 3), "an even number": values(12, 5, None, 30, 8),
               "negative ones too": values(None, 6.5, -2, 9, None, 1, 20, 3)},
        mistakes=[
            mistake("mean_for_median", "The median is the middle one: one huge value does not move it.",
                    lambda values: np.mean(known_values(values))),
            mistake("missing_as_zero", "A missing value is no value: leave it out.", lambda values: np.median([v or 0 for v in values])),
            mistake("not_sorted", "Sort first.", lambda values: middle_of(known_values(values))),
            mistake("upper_middle", "Take the mean of the two in the middle.", upper_middle),
            mistake("lower_middle", "Take the mean of the two in the middle.", lower_middle),
            mistake("small_numbers_lost", "0 and negative numbers are values: `is not None`.", lambda values: np.median(positive(values))),
        ],
    ),
    Target(
        "columns", points=1, reference=tables.columns,
        parts=("numeric", "categorical"),
        cases={"automobiles": dict(rows=raw(AUTOMOBILES), label="price"), "gaps in the first row": dict(rows=raw(GAPS), label="bought"),
               "the label first": dict(rows=raw([{"price": row["price"], **row} for row in AUTOMOBILES]), label="price")},
        mistakes=[
            mistake("label_kept", "The label is what is to be predicted: as a feature it would give the answer away.",
                    numeric=[lambda rows, label: [*tables.columns(rows, label)[0], label],
                             lambda rows, label: tables.columns(rows, "")[0]]),
            mistake("first_row_decides_numbers", "The first entry may be missing: look for the first known one.",
                    numeric=[lambda rows, label: by_first_row(rows, label)[0], lambda rows, label: no_word_in_first_row(rows, label)[0]]),
            mistake("first_row_decides_words", "The first entry may be missing: look for the first known one.",
                    categorical=[lambda rows, label: by_first_row(rows, label)[1],
                                 lambda rows, label: no_word_in_first_row(rows, label)[1]]),
            mistake("sorted_names", "Keep the order in which the columns stand in the rows.", alphabetical_columns),
            mistake("any_gap_is_number", "A gap says nothing of its column: look at the known entries.", gaps_as_numbers),
        ],
    ),
    Target(
        "prepare", points=5, reference=tables.design_matrices,
        parts=("train", "test"),
        cases={"automobiles": split(AUTOMOBILES, NEW_AUTOMOBILES, "horsepower doors weight", "body fuel"),
               "passengers": split(PASSENGERS, NEW_PASSENGERS, "age fare", "sex class"),
               "all of one size": split(ONE_SIZE, NEW_SIZES, "size", "kind")},
        mistakes=[
            mistake("measured_on_all_rows", "The test rows had a say: measure on the training rows only.",
                    preparation(filled_from=all_rows, measured_on=all_rows, words_from=all_rows),
                    preparation(filled_from=all_rows, measured_on=all_rows)),
            mistake("medians_of_all_rows", "The median that fills a gap comes from the training rows.", preparation(filled_from=all_rows)),
            mistake("words_of_all_rows", "A word that only the test rows have is unknown: it goes into the last column.",
                    preparation(words_from=all_rows)),
            mistake("each_on_its_own", "The network has learnt the training rows' scale: use its medians, means and deviations.",
                    test=[lambda **a: preparation(filled_from=own_rows, measured_on=own_rows)(**a)[1],
                          lambda **a: preparation(measured_on=own_rows)(**a)[1]]),
            mistake("gaps_filled_on_their_own", "The training rows' median fills the gaps of both tables.", test=own_gaps),
            mistake("measured_before_filling", "Fill first, then measure the filled column.", preparation(before_filling=True)),
            mistake("filled_with_mean", "Fill with the median.", preparation(fill=lambda values: np.mean(known_values(values)))),
            mistake("filled_with_zero", "A gap is no 0: fill with the median.", preparation(fill=lambda values: 0.0)),
            mistake("not_scaled", "Weights in thousands beside doors in ones: scale every column.", preparation(scaled=False)),
            mistake("sample_deviation", "The divisor of std is N: no ddof=1.", preparation(deviation=lambda column: column.std(ddof=1))),
            mistake("rows_dropped", "Every row must be answered: fill the gap and keep the row.", preparation(kept=complete)),
            mistake("codes_for_words", "Codes claim an order and distances between words; one column for each word does not.",
                    preparation(block=codes)),
            mistake("unknown_dropped", "An unknown word would be a row of zeros: give it a column of its own, the last.",
                    preparation(block=lambda entries, words: one_hot(entries, words)[:, :-1])),
            mistake("unknown_not_marked", "The last column of a block is 1 where the entry is None or an unknown word.",
                    preparation(block=lambda entries, words: one_hot(entries, words) * [*np.ones(len(words)), 0])),
            mistake("unknown_first", "It comes last in its block.",
                    preparation(block=lambda entries, words: np.roll(one_hot(entries, words), 1, axis=1))),
            mistake("order_of_appearance", "Alphabetical: then the order of the rows makes no difference.", preparation(words=in_order)),
            mistake("first_word_dropped", "Here every word has its column.",
                    preparation(block=lambda entries, words: one_hot(entries, words)[:, 1:])),
            mistake("new_words_dropped", "A word that no training row has belongs into the last column too.", preparation(block=none_only)),
            mistake("words_first", "The numeric columns come first.", words_first),
            mistake("range_scaled", "Mean and standard deviation are asked for, not minimum and range.", range_scaled),
        ],
    ),
    Target(
        "rate_by_group", points=2, reference=tables.rate_by_group,
        properties=(Property("every word has a group, and nothing else has", one_group_per_word),),
        cases={"survivors by class": survivors("class"), "survivors by sex": survivors("sex")},
        mistakes=[
            mistake("counted", "Divide by the size of the group.", groups(lambda group, every: sum(group))),
            mistake("share_of_all", "Divide by the size of the group, not of the table.",
                    groups(lambda group, every: sum(group) / len(every)), of_all_rows),
            mistake("share_of_zeros", "The share of label 1 is asked for.", groups(lambda group, every: 1 - mean(group, every))),
            mistake("condition_turned_round", "Asked is how many of the group survived, not how many of the survivors are of the group.",
                    groups(lambda group, every: sum(group) / sum(every))),
            mistake("missing_word_as_group", "Rows without a word belong to no group.",
                    groups(mean, word=str), groups(mean, word=lambda w: w or "")),
            mistake("missing_label_as_zero", "An unknown outcome is neither: leave the row out.", groups(mean, label=lambda v: v or 0)),
        ],
    ),
    relative=1e-6, exceptions_alike=True,
)
