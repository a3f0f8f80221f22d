"""Formulas in a narrow terminal are broken between two formulas or at an operator, and nowhere else where there is one."""

from __future__ import annotations

import re

import pytest

from grader.exercise.catalogue import Entry, entries
from grader.text.formulas import fit_formulas

ENTRIES = [pytest.param(entry, id=entry.name) for entry in entries()]
BLOCK = re.compile(r"```(?!python)\w*\n(.*?)```", re.DOTALL)


def test_a_line_is_broken_between_two_formulas_where_there_are_two() -> None:
    text = "std  = √(var + ε)      xhat = (x - mean)/std"
    assert fit_formulas(text, 40) == "std  = √(var + ε)\nxhat = (x - mean)/std"


def test_a_long_formula_goes_on_further_in_from_an_operator_on() -> None:
    assert fit_formulas("loss = a·x + b·y + c·z + d·t", 20) == "loss = a·x + b·y\n    + c·z + d·t"


def test_a_line_without_a_space_stays_whole() -> None:
    assert fit_formulas("  0.123456789", 5) == "  0.123456789"


@pytest.mark.parametrize("width", [36, 56])
@pytest.mark.parametrize("entry", ENTRIES)
def test_the_formulas_of_a_statement_keep_their_words_and_numbers_and_fit(entry: Entry, width: int) -> None:
    for text in BLOCK.findall(entry.statement):
        fitted = fit_formulas(text, width)
        assert fitted.split() == text.split()
        assert all(len(line) <= width or " " not in line.strip() for line in fitted.splitlines())
