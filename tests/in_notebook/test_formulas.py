"""Formulas of the statements as TeX: every number and sign of the text is there in its order, and what cannot be read stays as it is."""

from __future__ import annotations

import json
import re

import pytest

from grader.exercise.catalogue import Entry, entries, find
from nncli.commands.exercise import _notebook
from nncli.notebook.formulas import NoFormula, formula_tex
from nncli.notebook.statement import FENCE, block_tex, statement_markdown

NUMBER = re.compile(r"\d+(?:\.\d+)?(?:e-?\d+)?")
SPACE = re.compile(r"\[0\.4em\]|\\begin\{array\}\{l+\}")


def numbers(text: str) -> list[str]:
    plain = text.translate(str.maketrans("₀₁₂₃₄₅₆₇₈₉⁰¹²³⁴⁵⁶⁷⁸⁹", "01234567890123456789"))
    return [digit for number in NUMBER.findall(plain) for digit in re.findall(r"\d", number)]


@pytest.mark.parametrize(
    "text", ["", "=", "(1", "1)", "[[1, 2]", "x +", "2x", "x y", "f (x", "Σ", "^2", "a; b", "(" * 50 + "1", "|x"]
)
def test_what_is_no_formula_is_refused(text: str) -> None:
    with pytest.raises(NoFormula):
        formula_tex(text)


@pytest.mark.parametrize(
    ("text", "tex"),
    [
        ("1/(1 + e^-z)", r"\frac{1}{1 + {e}^{-z}}"),
        ("a·b/c", r"a \cdot \frac{b}{c}"),
        ("(a + b)/c·d", r"\frac{a + b}{c} \cdot d"),
        ("a/b/c", r"\frac{\frac{a}{b}}{c}"),
        ("-x²", r"-{x}^{2}"),
        ("log P[i, y[i]]", r"\log\, P_{i, y_{i}}"),
        ("Σ(k, p[k]·z[k])", r"\sum_{k} \left(p_{k} \cdot z_{k}\right)"),
        ("√vhat + ε", r"\sqrt{\hat{v}} + \varepsilon"),
        ("Q @ Kᵀ", r"Q \,@\, {K}^{\top}"),
        ("[[1, 2], [3, 4]]", r"\begin{bmatrix}1 & 2 \\ 3 & 4\end{bmatrix}"),
        ("‖v‖²", r"{\left\|v\right\|}^{2}"),
        ("dL/dW1 ≈ 0.5", r"\frac{dL}{dW_{1}} \approx 0.5"),
    ],
)
def test_a_formula_is_typeset_as_it_is_meant(text: str, tex: str) -> None:
    assert formula_tex(text) == tex


@pytest.mark.parametrize("entry", entries(), ids=lambda entry: entry.slug)
def test_no_number_of_a_statement_is_lost_or_moved(entry: Entry) -> None:
    for block in FENCE.finditer(entry.statement):
        tex = "" if block["language"] else block_tex(block["body"])
        if tex:
            assert numbers(SPACE.sub("", tex)) == numbers(block["body"]), block["body"]
            assert tex.count("{") == tex.count("}") and len(re.findall(r"\\left\W", tex)) == tex.count(r"\right")


def test_code_stays_code_and_a_drawing_in_signs_keeps_its_columns() -> None:
    statement = statement_markdown(find("2"))
    assert "```python\ndef softmax(z)" in statement
    assert "```\nz = [[0, 1],        e^z" in statement
    assert r"\frac{{e}^{z_{i}}}" in statement


def test_the_served_notebook_has_formulas_in_tex_and_code_as_code() -> None:
    notebook = json.loads(_notebook(find("31")))
    assert r"\frac{\hat{m}}{\sqrt{\hat{v}} + \varepsilon}" in notebook["cells"][0]["source"]
    assert "```python" in notebook["cells"][0]["source"]


def test_most_formulas_that_are_to_be_written_are_typeset() -> None:
    """A floor, so that a change of the grammar or of the statements' style does not lose them unnoticed."""
    assert sum("$$" in statement_markdown(entry) for entry in entries()) >= 35
