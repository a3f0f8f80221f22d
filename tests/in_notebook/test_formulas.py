"""Formulas of the statements as TeX: every number and sign of the text is there in its order, and what cannot be read stays as it is."""

from __future__ import annotations

import json
import re

import pytest

from grader.exercise.catalogue import Entry, entries, find
from nncli.commands.exercise import _notebook
from nncli.notebook.formulas import GREEK, NoFormula, formula_tex
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


def in_order(body: str, found: list[str]) -> list[str]:
    """As they come, or sorted where arrays stand beside one another over several lines, which TeX writes one after the other."""
    return sorted(found) if re.search(r"^ *\[.*\]\]", body, re.MULTILINE) else found


@pytest.mark.parametrize("entry", entries(), ids=lambda entry: entry.slug)
def test_no_number_of_a_statement_is_lost_or_moved(entry: Entry) -> None:
    for block in FENCE.finditer(entry.statement):
        tex = "" if block["language"] else block_tex(block["body"])
        if tex:
            assert in_order(block["body"], numbers(SPACE.sub("", tex))) == in_order(
                block["body"], numbers(block["body"])
            )
            assert tex.count("{") == tex.count("}") and len(re.findall(r"\\left\W", tex)) == tex.count(r"\right")


COMMANDS = set(GREEK.values()) | {
    *(
        "array",
        "begin",
        "end",
        "bmatrix",
        "displaystyle",
        "quad",
        "rlap",
        "text",
        "mathrm",
        "mathtt",
        "left",
        "right",
        "frac",
        "sqrt",
        "sum",
    ),
    *(
        "hat",
        "bar",
        "cdot",
        "times",
        "top",
        "nabla",
        "partial",
        "dots",
        "to",
        "approx",
        "leq",
        "geq",
        "neq",
        "leftarrow",
        "pm",
    ),
    *("log", "exp", "tanh", "max", "min"),
}
WORDS = re.compile(r"[A-Za-z]{3,}")
MATRIX = re.compile(r"\\begin\{bmatrix\}|\\end\{bmatrix\}")


def displays() -> list[tuple[str, str]]:
    """Every block of the statements that is typeset, as it stands and as TeX."""
    blocks = [
        block["body"] for entry in entries() for block in FENCE.finditer(entry.statement) if not block["language"]
    ]
    return [(body, tex) for body, tex in zip(blocks, map(block_tex, blocks), strict=True) if tex]


def as_mathtext(tex: str) -> list[str]:
    """The cells of a display, as matplotlib reads them: without the table around them, matrices as lists, words upright."""
    inner = re.sub(r"\$\$|\\(begin|end)\{array\}(\{l+\})?|\\displaystyle|\\rlap", "", tex).replace(
        r"\mathtt", r"\mathrm"
    )
    matrices = MATRIX.split(inner)
    matrices[1::2] = [f"[{part.replace('&', ',').replace(chr(92) * 2, ';')}]" for part in matrices[1::2]]
    return [cell.strip() for cell in re.split(r"&|\\\\\[0\.4em\]", "".join(matrices)) if cell.strip()]


def test_every_cell_is_read_by_a_reader_of_tex() -> None:
    mathtext = pytest.importorskip("matplotlib.mathtext", reason="needs matplotlib, of nncli[pages]")
    read = mathtext.MathTextParser("path").parse
    cells = [cell for _, tex in displays() for cell in as_mathtext(tex)]
    assert len(cells) > 500
    assert [cell for cell in cells if read(f"${cell}$") is None] == []
    with pytest.raises(ValueError, match="Unknown symbol"):
        read(r"$\nosuch{1}$")


def test_commands_are_those_that_every_notebook_knows() -> None:
    used = {command for _, tex in displays() for command in re.findall(r"\\([A-Za-z]+)", tex)}
    assert used - COMMANDS == set()


def test_no_word_of_a_block_is_lost_or_moved() -> None:
    for body, tex in displays():
        plain = re.sub(r"\\(?!log|exp|tanh|max|min)[A-Za-z]+|bmatrix", " ", SPACE.sub("", tex).replace("{array}", ""))
        words = [word for word in WORDS.findall(body.replace("_", " ")) if word not in ("mhat", "vhat", "xhat")]
        assert in_order(body, WORDS.findall(plain)) == in_order(body, words), body


def test_every_row_of_a_matrix_is_a_row_of_the_block() -> None:
    for body, tex in displays():
        there = re.sub(r"\s", "", body)
        rows = [row for matrix in MATRIX.split(tex)[1::2] for row in matrix.split(chr(92) * 2)]
        plain = [row for row in rows if re.fullmatch(r"[-\d. &]+", row)]
        assert [row for row in plain if f"[{re.sub(' ', '', row).replace('&', ',')}]" not in there] == []


def test_code_stays_code_and_a_drawing_in_signs_keeps_its_columns() -> None:
    statement = statement_markdown(find("2"))
    assert "```python\ndef softmax(z)" in statement
    assert "```\n(2,5) * (5,)      2  5 " in statement_markdown(find("4"))
    assert "```\nnncli gradcheck ex27" in statement_markdown(find("27"))
    assert r"\frac{{e}^{z_{i}}}" in statement


def test_an_array_that_goes_on_over_several_lines_is_one_matrix() -> None:
    tex = block_tex("x = [[1,  2],      w = [[2,  0, 1],\n     [3, -1]]           [1, -1, 4]]\n")
    assert r"x = \begin{bmatrix}1 & 2 \\ 3 & -1\end{bmatrix}" in tex
    assert r"w = \begin{bmatrix}2 & 0 & 1 \\ 1 & -1 & 4\end{bmatrix}" in tex


def test_words_beside_a_formula_stay_words() -> None:
    tex = block_tex("u = max(x, 0), the sum over the examples i\n")
    assert r"\text{the sum over the examples}\ i" in tex
    assert block_tex("step    0.5  0.25\nloss    0.9  0.6\n") == ""


def test_the_served_notebook_has_formulas_in_tex_and_code_as_code() -> None:
    notebook = json.loads(_notebook(find("31")))
    assert r"\frac{\hat{m}}{\sqrt{\hat{v}} + \varepsilon}" in notebook["cells"][0]["source"]
    assert "```python" in notebook["cells"][0]["source"]


def test_most_formulas_that_are_to_be_written_are_typeset() -> None:
    """A floor, so that a change of the grammar or of the statements' style does not lose them unnoticed."""
    assert len(displays()) >= 115
