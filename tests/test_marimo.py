"""A marimo notebook is a .py file whose cells are bodies of functions: what they define is graded, in marimo's own order."""

from __future__ import annotations

import pytest

from grader.report import Outcome
from tests.conftest import Grade

HEAD = 'import marimo\n\n__generated_with = "0.14.0"\napp = marimo.App(width="medium")\n\n'
NUMPY = "@app.cell\ndef _():\n    import numpy as np\n    return (np,)\n\n"
SOFTMAX = """@app.cell(hide_code=True)
def _(np):
    def softmax(z):
        e = np.exp(z - z.max(-1, keepdims=True))
        return e / e.sum(-1, keepdims=True)
    return (softmax,)

"""
SHOWN = """@app.cell
def _(np, softmax):
    import marimo as mo
    mo.md(f"# a page about {softmax(np.zeros(2))}")
    mo.ui.slider(1, 10)
    return

"""
TAIL = 'if __name__ == "__main__":\n    app.run()\n'


def test_a_syntax_error_is_shown_with_its_line_in_the_file(grade: Grade) -> None:
    report = grade(HEAD + NUMPY + SOFTMAX.replace("return e /", "return (e /") + TAIL, "nb.py")
    assert "line 15" in report.problem and "was never closed" in report.problem


def test_an_error_in_a_cell_has_its_line_in_the_file(grade: Grade) -> None:
    text = HEAD + NUMPY + SOFTMAX.replace("return e /", "raise ValueError(e) /") + TAIL
    case = grade(text, "nb.py").exercises[0].targets[0].cases[0]
    assert case.outcome is Outcome.RAISED
    assert text.split("\n")[case.frames[-1].line - 1].strip() == case.frames[-1].source


@pytest.mark.parametrize(
    "cells", [(NUMPY, SOFTMAX, SHOWN), (SHOWN, SOFTMAX, NUMPY)], ids=["in order", "as they were written"]
)
def test_cells_are_graded_in_the_order_of_what_they_need(grade: Grade, cells: tuple[str, ...]) -> None:
    report = grade(HEAD + "".join(cells) + TAIL, "nb.py")
    assert [(one.slug, one.outcome) for one in report.exercises] == [("softmax", Outcome.PASSED)]


def test_functions_classes_and_the_setup_of_newer_versions_are_read(grade: Grade) -> None:
    setup = "with app.setup:\n    import numpy as np\n\n"
    function = "@app.function\ndef softmax(z):\n    e = np.exp(z - z.max(-1, keepdims=True))\n    return e / e.sum(-1, keepdims=True)\n\n"
    gate = (
        "@app.class_definition\nclass MultiplyGate:\n    def forward(self, x, y):\n        self.x, self.y = x, y\n        return x * y\n\n"
        "    def backward(self, dz):\n        return self.y * dz, self.x * dz\n\n"
    )
    report = grade(HEAD + setup + function + gate + TAIL, "nb.py")
    assert [(one.slug, one.outcome) for one in report.exercises] == [
        ("softmax", Outcome.PASSED),
        ("multiply_gate", Outcome.PASSED),
    ]


def test_a_file_that_only_speaks_of_marimo_is_read_as_it_is(grade: Grade) -> None:
    plain = "# not marimo.App( at all\ndef relu(z):\n    return z * (z > 0)\n"
    assert grade(plain, "ex06_activations.py").exercises[0].slug == "activations"
