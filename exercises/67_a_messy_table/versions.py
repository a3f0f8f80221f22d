"""Exercise 67: two tables, and wrong ways to read them."""

import numpy as np

from grader.reference.theory.tables import columns, known_values, median


def table(names, *rows):
    return [dict(zip(names.split(), row, strict=True)) for row in rows]


CARS, RIDERS = "body horsepower doors fuel weight price", "class sex age fare survived"
AUTOMOBILES = table(
    CARS,
    ("sedan", 102, 4, "gas", 2337, 13950), ("hatchback", None, 2, "gas", 2145, 7895),
    ("wagon", 95, None, "diesel", 3062, 10945), ("sedan", 161, 4, "gas", None, 28248),
    ("hatchback", 68, 2, None, 1876, 5572), ("sedan", 121, 4, "diesel", 2710, 16500), (None, 84, 2, "gas", 2010, 6938),
)  # fmt: skip
NEW_AUTOMOBILES = table(
    CARS,
    ("convertible", 207, 2, "gas", 3505, 37028), ("sedan", None, 4, "diesel", 2950, 18280),
    ("hatchback", 70, None, "electric", None, 8845), (None, 58, 4, "gas", 1720, 6479),
)  # fmt: skip
PASSENGERS = table(
    RIDERS,
    ("third", "male", 22, 7.25, 0), ("first", "female", 38, 71.28, 1), ("third", "female", None, 7.92, 1),
    ("first", "male", 54, 51.86, 0), ("second", "female", 14, None, 1), ("third", "male", 2, 21.07, 0),
    ("third", "female", 27, 11.13, 0), ("second", None, 35, 26.0, 0), ("second", "male", 41, 13.0, 0),
    (None, "male", None, 8.46, 0), ("first", "female", 58, 26.55, None), ("third", "male", 20, 8.05, 1),
)  # fmt: skip
NEW_PASSENGERS = table(
    RIDERS, ("crew", "male", None, 0.0, 0), ("second", "female", 31, 18.0, 1), ("third", None, 45, None, 0)
)
GAPS = table(
    "age town years note bought",
    (None, "Bern", 3, None, 1), (41, None, None, "x", 0), (29, "Graz", 7, "y", None), (None, "Bern", 5, None, 1),
)  # fmt: skip
ONE_SIZE = table("size kind sold", (4, "b", 1), (None, "a", 0), (4, "b", 1))
NEW_SIZES = table("size kind sold", (6, "c", 0), (None, "a", 1))


# Wrong versions of median and columns.


def positive(values):
    return [v for v in known_values(values) if v > 0]


def lower_middle(values):
    known = sorted(known_values(values))
    return known[(len(known) - 1) // 2]


def upper_middle(values):
    known = sorted(known_values(values))
    return known[len(known) // 2]


def alphabetical_columns(rows, label):
    return tuple(sorted(names) for names in columns(rows, label))


def middle_of(values):
    """The middle of a list in its own order."""
    n = len(values)
    return (values[(n - 1) // 2] + values[n // 2]) / 2


def by_first_row(rows, label):
    """(numeric, categorical) where a gap in the first row counts as no number."""
    names = [name for name in rows[0] if name != label]
    is_number = {name: isinstance(rows[0][name], (int, float)) for name in names}
    return [n for n in names if is_number[n]], [n for n in names if not is_number[n]]


def no_word_in_first_row(rows, label):
    """(numeric, categorical) where a gap in the first row counts as no word."""
    names = [name for name in rows[0] if name != label]
    is_word = {name: isinstance(rows[0][name], str) for name in names}
    return [n for n in names if not is_word[n]], [n for n in names if is_word[n]]


def gaps_as_numbers(rows, label):
    """(numeric, categorical) where one gap makes a column of words a numeric one."""
    names = [name for name in rows[0] if name != label]
    words = [name for name in names if all(isinstance(row[name], str) for row in rows)]
    return [name for name in names if name not in words], words


# Wrong versions of prepare.


def alphabetical(rows, name):
    return sorted(set(known_values(row[name] for row in rows)))


def in_order(rows, name):
    return list(dict.fromkeys(known_values(row[name] for row in rows)))


def one_hot(entries, words):
    hits = np.array([[entry == word for word in words] for entry in entries], dtype=float)
    return np.column_stack([hits, 1 - hits.sum(axis=1)])


def preparation(
    fill=median,
    filled_from=lambda train, test, rows: train,
    measured_on=lambda train, test, rows: train,
    words_from=lambda train, test: train,
    words=alphabetical,
    block=one_hot,
    before_filling=False,
    scaled=True,
    deviation=np.std,
    kept=lambda rows, numeric: rows,
):
    """prepare with one thing done another way."""

    def numbers(rows, name, gap):
        return np.array([gap if row[name] is None else row[name] for row in rows], dtype=float)

    def column(train, test, rows, name):
        gap = fill([row[name] for row in filled_from(train, test, rows)])
        source = measured_on(train, test, rows)
        gap_there = fill([row[name] for row in filled_from(train, test, source)])
        measured = (
            np.array(known_values(row[name] for row in source)) if before_filling else numbers(source, name, gap_there)
        )
        filled = numbers(rows, name, gap)
        return (filled - measured.mean()) / (deviation(measured) or 1.0) if scaled else filled

    def version(train, test, numeric, categorical):
        train, test = kept(train, numeric), kept(test, numeric)

        def matrix(rows):
            columns = [column(train, test, rows, name)[:, None] for name in numeric]
            blocks = [block([row[name] for row in rows], words(words_from(train, test), name)) for name in categorical]
            return np.hstack([*columns, *blocks])

        return matrix(train), matrix(test)

    return version


def all_rows(train, test, rows=None):
    return train + test


def own_rows(train, test, rows):
    return rows


def complete(rows, numeric):
    return [row for row in rows if all(row[name] is not None for name in numeric)]


def codes(entries, words):
    return np.array([[words.index(entry) if entry in words else len(words)] for entry in entries], dtype=float)


# Wrong versions of rate_by_group.


def groups(share, word=lambda w: w, label=lambda v: v):
    """share(labels of the group, all counted labels) for each word; a word or a label that is None does not count."""

    def version(rows, column, **words):
        pairs = [(word(row[column]), label(row[words["label"]])) for row in rows]
        counted = [(w, v) for w, v in pairs if w is not None and v is not None]
        every = [v for _, v in counted]
        return {group: share([v for w, v in counted if w == group], every) for group, _ in counted}

    return version


def of_all_rows(rows, column, label):
    """The rows in which something is missing count in the divisor."""
    return groups(lambda group, every: sum(group) / len(rows))(rows, column, label=label)


def mean(group, every):
    return sum(group) / len(group)


def one_group_per_word(output, rows, column, label):
    """The law of rate_by_group that a comparison of the shares leaves open."""
    more = sorted(set(output) - {row[column] for row in rows if row[label] is not None})
    return f"there is a group {more[0]!r}, which is no word of the column" if more else None


def none_only(entries, words):
    """A block whose last column marks gaps alone."""
    block = one_hot(entries, words)
    block[:, -1] = [entry is None for entry in entries]
    return block


def words_first(train, test, numeric, categorical):
    right = preparation()(train, test, numeric, categorical)
    return tuple(np.roll(matrix, -len(numeric), axis=1) for matrix in right)


def own_gaps(**tables):
    """X_test where its gaps are filled with its own medians."""
    return preparation(filled_from=own_rows)(**tables)[1]


def range_scaled(train, test, numeric, categorical):
    """The numeric columns from 0 to 1 in training."""
    plain = preparation(scaled=False)(train, test, numeric, categorical)
    k = len(numeric)
    low, high = plain[0][:, :k].min(axis=0), plain[0][:, :k].max(axis=0)
    width = np.where(high > low, high - low, 1.0)
    return tuple(np.column_stack([(matrix[:, :k] - low) / width, matrix[:, k:]]) for matrix in plain)
