"""Tables with gaps and words, made ready for a network: what is measured is measured on the training rows.

A table is a list of rows; a row is a dict from column name to a number, a word or None where the entry is missing.

Sources: "Ravi, Building Simple Neural Networks": Demo (automobile prices, Titanic), One-hot Encoding; "Protopapas &
Glickman, CS109B lecture 5": Heart Data.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, TypeAlias

import numpy as np

from grader.reference.floats import FloatArray, as_float

Rows: TypeAlias = Sequence[Mapping[str, Any]]


def known_values(values: Iterable[Any]) -> list[Any]:
    """The values that are not missing."""
    return [value for value in values if value is not None]


def median(values: Iterable[float | None]) -> float:
    """The median of the known values, at least one."""
    return float(np.median(known_values(values)))


def columns(rows: Rows, label: str) -> tuple[list[str], list[str]]:
    """(numeric, categorical): all columns but `label` in the order of the rows, by the first known entry."""
    first = {name: known_values(row[name] for row in rows)[0] for name in rows[0] if name != label}
    words = [name for name, entry in first.items() if isinstance(entry, str)]
    return [name for name in first if name not in words], words


def number_block(train: Rows, rows: Rows, name: str) -> FloatArray:
    """(len(rows), 1): a column filled and scaled as the training rows say."""
    middle = median(row[name] for row in train)
    filled, measured = (
        as_float([middle if row[name] is None else row[name] for row in table]) for table in (rows, train)
    )
    return as_float((filled - measured.mean()) / (measured.std() or 1.0))[:, None]


def word_block(train: Rows, rows: Rows, name: str) -> FloatArray:
    """(len(rows), words + 1): a column for each word of the training rows, in alphabetical order, and one for the rest."""
    words = sorted(set(known_values(row[name] for row in train)))
    hits = as_float([[row[name] == word for word in words] for row in rows])
    return np.column_stack([hits, 1 - hits.sum(axis=1)])


def design_matrices(
    train: Rows, test: Rows, numeric: Sequence[str], categorical: Sequence[str]
) -> tuple[FloatArray, FloatArray]:
    """(X_train, X_test): the numeric columns, then a block of columns for each categorical one."""

    def matrix(rows: Rows) -> FloatArray:
        numbers = [number_block(train, rows, name) for name in numeric]
        return np.hstack([*numbers, *(word_block(train, rows, name) for name in categorical)])

    return matrix(train), matrix(test)


def rate_by_group(rows: Rows, column: str, label: str) -> dict[str, float]:
    """The share of label 1 among the rows with each word; rows without word or label do not count."""
    counted = [(row[column], row[label]) for row in rows if row[column] is not None and row[label] is not None]
    return {group: float(np.mean([value for word, value in counted if word == group])) for group, _ in sorted(counted)}
