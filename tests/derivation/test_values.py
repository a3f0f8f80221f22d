"""Values and derivatives: written and read again, beside finite differences, and beside SymPy."""

from __future__ import annotations

import random
from typing import Any
from xml.etree import ElementTree

import numpy as np
import pytest

from grader.derivation.expressions import (
    Add,
    Apply,
    Derivative,
    Div,
    Expression,
    Mul,
    Neg,
    Num,
    Pow,
    Symbol,
    tree_names,
)
from grader.derivation.indices import free_indices, with_index
from grader.derivation.reading.lines import read_expression
from grader.derivation.reading.vocabulary import vocabulary_of
from grader.derivation.typesetting import typeset_line
from grader.derivation.unreadable import UnreadableLine
from grader.derivation.values.budget import WorkBudget
from grader.derivation.values.comparison import same_equation, same_values
from grader.derivation.values.definitions import Definitions
from grader.derivation.values.derivatives import Differentiator
from grader.derivation.values.evaluation import Evaluator
from grader.derivation.values.points import Points
from grader.derivation.writing import Writer

from .problems import PROBLEMS
from .random_trees import random_tree

COUNT = 1000
AT = {"w": np.array([0.7, -0.4]), "x": np.array([-1.1, 0.9]), "b": np.array([0.4, 1.3])}
W = Symbol("w")
WXB = vocabulary_of(["w", "x", "b"])


def value_at(tree: Expression, at: dict[str, Any]) -> Any:
    return Evaluator(Points(2, 1, at), Definitions({}), WorkBudget(10**7), indexed=False).values(tree)


def derivative_of(tree: Expression) -> Expression:
    return Differentiator(Definitions({}), WorkBudget(10**7)).derivative(tree, W)


def trees(count: int, depth: int = 4) -> list[Expression]:
    choose = random.Random(20)
    return [random_tree(choose, depth) for _ in range(count)]


def test_what_is_written_reads_back_as_the_same_tree() -> None:
    read = 0
    for tree in trees(COUNT):
        for signs in (True, False):
            text = Writer({}, signs).text(tree)
            try:
                back = read_expression(text, WXB)
            except UnreadableLine as error:
                assert "at most" in error.reason
                continue
            np.testing.assert_allclose(value_at(back, AT), value_at(tree, AT), rtol=1e-12)
            read += 1
    assert read > 1.5 * COUNT


def test_derivatives_agree_with_finite_differences() -> None:
    for tree in trees(COUNT):
        up, down = ({**AT, "w": AT["w"] + step} for step in (1e-6, -1e-6))
        measured = (value_at(tree, up) - value_at(tree, down)) / 2e-6
        scale = 1 + np.abs(value_at(tree, AT)) + np.abs(measured)
        assert np.all(np.abs(value_at(derivative_of(tree), AT) - measured) <= 1e-6 * scale)


def in_sympy(tree: Expression, sympy: Any) -> Any:
    match tree:
        case Num(number):
            return sympy.Integer(int(number))
        case Symbol(name):
            return sympy.Symbol(name)
        case Neg(operand):
            return -in_sympy(operand, sympy)
        case Add(left, right):
            return in_sympy(left, sympy) + in_sympy(right, sympy)
        case Mul(left, right):
            return in_sympy(left, sympy) * in_sympy(right, sympy)
        case Div(top, bottom):
            return in_sympy(top, sympy) / in_sympy(bottom, sympy)
        case Pow(base, exponent):
            return in_sympy(base, sympy) ** exponent
        case Apply("sigma", argument):
            return 1 / (1 + sympy.exp(-in_sympy(argument, sympy)))
        case Apply(function, argument):
            return getattr(sympy, function)(in_sympy(argument, sympy))
    raise AssertionError(tree)


def test_derivatives_of_a_thousand_expressions_agree_with_sympy() -> None:
    sympy = pytest.importorskip("sympy")
    names = sympy.symbols("w x b")
    for tree in trees(COUNT, 3):
        theirs = sympy.lambdify(names, sympy.diff(in_sympy(tree, sympy), names[0]), "numpy")
        expected = np.broadcast_to(theirs(AT["w"], AT["x"], AT["b"]), (2,))
        np.testing.assert_allclose(value_at(derivative_of(tree), AT) + np.zeros(2), expected, rtol=1e-9, atol=1e-9)


def test_two_forms_that_sympy_calls_equal_have_the_same_value_here() -> None:
    sympy = pytest.importorskip("sympy")
    choose = random.Random(3)
    for tree in trees(60):
        other = random_tree(choose, 3)
        one, two = Mul(tree, Add(other, Num(1.0))), Add(Mul(other, tree), tree)
        assert sympy.expand(in_sympy(one, sympy) - in_sympy(two, sympy)) == 0
        assert same_values(value_at(one, AT), value_at(two, AT))


def line_values(name: str, *lines: str) -> list[Any]:
    problem = PROBLEMS[name]
    evaluator = Evaluator(problem.points, problem.definitions, WorkBudget(10**6), problem.is_indexed)
    return [evaluator.values(problem.read(line).right) for line in lines]


@pytest.mark.parametrize(
    ("name", "one", "other"),
    [
        ("dL_dz", "d(p[j], z[j])", "p[j] - p[j]²"),
        ("dL_dz", "Σ(k, d(L, p[k])·d(p[k], z[j]))", "p[j] - y[j]"),
        ("dL_dz", "Σ(l, y[l]·Σ(l, p[l]))·p[j]", "p[j]"),
        ("dL_dz", "d(Σ(j, z[j]²), z[j])", "2·z[j]"),
        ("dL_dz", "d(d(L, z[j]), z[j])", "p[j]·(1 - p[j])"),
        ("dL_dz", "Σ(k, [k==j]·p[k])", "p[j]"),
        ("dL_dw", "d(L, w)", "(φ - y)·x"),
        ("dL_dw", "d(d(φ, z), z)", "φ·(1 - φ)·(1 - 2·φ)"),
        ("dJ_dwH", "σ(zO)", "exp(zO)/(1 + exp(zO))"),
    ],
)
def test_sums_indices_and_nested_derivatives_have_the_value_of_their_closed_form(
    name: str, one: str, other: str
) -> None:
    assert same_values(*line_values(name, one, other))


def test_a_change_of_one_part_in_a_hundred_million_is_seen() -> None:
    assert not same_values(*line_values("dL_dw", "(φ - y)·x", "(φ - y)·x·1.00000001"))


def test_an_index_that_takes_anothers_place_is_not_caught_by_a_sum() -> None:
    body = PROBLEMS["dL_dz"].definitions.known["p"].body
    assert free_indices(with_index(body, "k", "l")) == {"l"}


def test_a_derivative_stops_at_the_name_by_which_it_is_taken() -> None:
    problem = PROBLEMS["dL_dw"]
    found = Differentiator(problem.definitions, WorkBudget(1000)).carry_out(Derivative(Symbol("L"), Symbol("phi")))
    assert tree_names(found) == {"phi", "y"}
    assert same_values(*line_values("dL_dw", "d(L, φ)", "(φ - y)/(φ·(1 - φ))"))


def test_equations_are_the_same_up_to_a_factor_without_the_unknown() -> None:
    line, scaled, *others = line_values(
        "b0", "b0 - (ȳ - b1·x̄)", "-3·N·x̄·(b0 - ȳ + b1·x̄)", "b0·(b0 - ȳ + b1·x̄)", "b0 - ȳ - b1·x̄", "0·b0"
    )
    assert same_equation(line, scaled)
    assert not any(same_equation(line, other) for other in others)


def test_typeset_lines_are_well_formed_and_hold_what_the_text_holds() -> None:
    for tree in trees(200):
        for signs in (True, False):
            line = typeset_line(Writer({}, signs).text(tree))
            if line:
                root = ElementTree.fromstring(line)
                shown = {element.text for element in root.iter() if element.tag in ("mi", "mn")}
                assert tree_names(tree) <= shown
    assert typeset_line("2xy") == ""
    assert typeset_line("\x1b[31mφ") == ""
