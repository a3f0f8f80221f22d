"""67. A messy table.

Fill in the four functions, then run: nncli grade ex67_a_messy_table.py
"""

import numpy as np


def median(values):
    """Return the median of the known values, a float.

    values: list of numbers and None; at least one is a number
    """
    raise NotImplementedError


def columns(rows, label):
    """Return (numeric, categorical), two lists of column names without label.

    rows: list of dicts from column name to a number, a str or None
    label: str
    """
    raise NotImplementedError


def prepare(train, test, numeric, categorical):
    """Return (X_train, X_test), two float arrays with the same columns.

    train, test: lists of dicts as in columns
    numeric, categorical: lists of column names
    """
    raise NotImplementedError


def rate_by_group(rows, column, label):
    """Return the share of label 1 for each word, a dict from str to float.

    rows: list of dicts as in columns; column, label: str
    """
    raise NotImplementedError
