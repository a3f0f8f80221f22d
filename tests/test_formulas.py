"""In a narrow terminal formulas are broken between two of them or at an operator, matrices and tables stay what they are, and code runs."""

from __future__ import annotations

import ast
import re
from collections import Counter

import pytest

from grader.exercise.catalogue import Entry, entries
from grader.text.code_lines import fit_code
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


def test_matrices_side_by_side_stand_below_each_other_each_of_them_whole() -> None:
    text = "z = [[0, 1],      e^z = [[ 1.0000,  2.7183],\n     [3, 3]]             [20.0855, 20.0855]]"
    assert fit_formulas(text, 38).split("\n") == [
        "z = [[0, 1],",
        "     [3, 3]]",
        "e^z = [[ 1.0000,  2.7183],",
        "       [20.0855, 20.0855]]",
    ]


def test_a_matrix_that_is_too_wide_is_broken_between_its_rows_or_stands_below_its_name() -> None:
    assert fit_formulas("P = [[0.66, 0.24, 0.09], [0.10, 0.78, 0.10]]", 30).split("\n") == [
        "P = [[0.66, 0.24, 0.09],",
        "     [0.10, 0.78, 0.10]]",
    ]
    assert fit_formulas("softmax(z) = [[1.0000/3.7183,\n              [     1/2     ]]", 21).split("\n") == [
        "softmax(z)",
        "  = [[1.0000/3.7183,",
        "     [     1/2     ]]",
    ]


def test_a_table_repeats_the_names_of_its_rows_where_its_columns_go_on_below() -> None:
    text = "t      0     1     2     3\nrate   0.6   0.3   0.2   0.1\nloss   0.9   0.8   0.7   0.6"
    assert fit_formulas(text, 20).split("\n") == [
        "t      0     1",
        "rate   0.6   0.3",
        "loss   0.9   0.8",
        "",
        "t      2     3",
        "rate   0.2   0.1",
        "loss   0.7   0.6",
    ]


def test_formulas_behind_labels_go_on_behind_them_and_below_a_long_label() -> None:
    text = "SGD    v = momentum·v + d            data = data - lr·v\nAdam   m = momentum·m"
    assert fit_formulas(text, 36).split("\n") == [
        "SGD    v = momentum·v + d",
        "       data = data - lr·v",
        "Adam   m = momentum·m",
    ]
    long = "hard_decision       y = sgn(z) for a score z\nsoftmax_output      three numbers"
    assert fit_formulas(long, 30).split("\n") == [
        "hard_decision",
        "    y = sgn(z) for a score z",
        "softmax_output",
        "    three numbers",
    ]


def test_a_command_is_broken_before_an_option_so_that_a_shell_reads_it() -> None:
    assert fit_formulas('nncli gradcheck a.py --input "x=normal(4,3)" --seed 7', 36).split("\n") == [
        "nncli gradcheck a.py \\",
        '  --input "x=normal(4,3)" --seed 7',
    ]


def test_a_file_that_has_no_room_behind_its_command_stands_below_it() -> None:
    assert fit_formulas("nncli gradcheck ex27_two_layer_backward.py --seed 7", 36).split("\n") == [
        "nncli gradcheck \\",
        "  ex27_two_layer_backward.py \\",
        "  --seed 7",
    ]


@pytest.mark.parametrize("width", [38, 58])
@pytest.mark.parametrize("entry", ENTRIES)
def test_the_formulas_of_a_statement_keep_their_words_and_numbers_and_fit(entry: Entry, width: int) -> None:
    for text in BLOCK.findall(entry.statement):
        fitted = fit_formulas(text, width)
        assert not Counter(text.replace("\\\n", "").split()) - Counter(fitted.split())
        assert all(len(line) <= width or line.startswith("nncli ") for line in fitted.splitlines())


@pytest.mark.parametrize("entry", ENTRIES)
def test_a_statement_that_fits_stays_as_it_is(entry: Entry) -> None:
    for text in BLOCK.findall(entry.statement):
        assert fit_formulas(text, 78) == text


def test_a_comment_without_room_stands_below_its_line() -> None:
    assert fit_code("def f(z): ...     # (N, C) -> an array of the same shape", 30).split("\n") == [
        "def f(z): ...",
        "    # (N, C) -> an array of",
        "    # the same shape",
    ]


@pytest.mark.parametrize("width", [36, 60])
@pytest.mark.parametrize("entry", ENTRIES)
def test_a_solution_in_a_narrow_terminal_is_the_same_program(entry: Entry, width: int) -> None:
    text = entry.solution.read_text(encoding="utf-8")
    assert _program(fit_code(text, width)) == _program(text)


def _program(text: str) -> str:
    """What Python reads, whatever the layout of its texts."""
    tree = ast.parse(text)
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            node.value = " ".join(node.value.split())
    return ast.dump(tree)
